import { type ErrorCode, GatewiseError, show } from "../base/index.ts";

/** A point of a file: what an error about it names. */
export interface Place {
  readonly file: string;
  /** The file inside a zip file; offsets then count from its own start. */
  readonly member?: string;
  readonly offset?: number;
  readonly tensor?: string;
}

/** The codes of a file that cannot be taken, or of arrays that a format cannot hold. */
export type FileErrorCode = Extract<
  ErrorCode,
  "bad-file" | "truncated" | "limit" | "checksum" | "not-supported" | "name-taken" | "bad-shape"
>;

export interface FileFacts {
  readonly received: string;
  readonly expected: string;
  readonly fix: string;
}

/** Makes the error that names file, byte offset and tensor. */
export function fileError(code: FileErrorCode, place: Place, facts: FileFacts, cause?: unknown): GatewiseError {
  const where = [place.file === "" ? "weights file without a name" : place.file];
  if (place.member !== undefined) where.push(`member ${show(place.member)}`);
  if (place.offset !== undefined) where.push(`byte ${place.offset}`);
  if (place.tensor !== undefined) where.push(`tensor ${show(place.tensor)}`);
  return new GatewiseError(code, { where: where.join(", "), ...facts }, cause === undefined ? undefined : { cause });
}

/** The fix where a file is damaged beyond what its reader could do. */
export const fetchAgain = "get the file again from where it came, or have its program write it anew";
