import { type ErrorCode, GatewiseError } from "../base/index.ts";

/** Where in a file a reader stands. */
export interface Place {
  readonly file: string;
  readonly offset: number;
  /** The tensor or archive member, where one is known. */
  readonly name?: string;
}

/** The error of a reader: names file, byte offset and tensor. */
export function refuse(code: ErrorCode, { file, offset, name }: Place, received: string, expected: string, fix = "the file is damaged or was made to mislead; get it anew"): GatewiseError {
  const tensor = name === undefined ? "" : `, tensor ${JSON.stringify(name)}`;
  return new GatewiseError(code, { where: `${file}, byte ${offset}${tensor}`, received, expected, fix });
}
