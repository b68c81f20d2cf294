/** A fenced block of a page. */
export interface Fence {
  /** `ts`, `sh`, … */
  readonly language: string;
  /** What stands behind the language: `no-run: why`. */
  readonly remark: string;
  readonly line: number;
  readonly text: string;
}

/** The fenced blocks of a Markdown page, in order. */
export function fencesOf(page: string): Fence[] {
  const fences: Fence[] = [];
  let open: { indent: string; language: string; remark: string; line: number; lines: string[] } | undefined;
  page.split("\n").forEach((line, k) => {
    const match = /^(\s*)```\s*(\w*)\s*(.*)$/.exec(line);
    if (open === undefined && match !== null) {
      open = { indent: match[1], language: match[2], remark: match[3], line: k + 1, lines: [] };
    } else if (open !== undefined && /^\s*```\s*$/.test(line)) {
      fences.push({ language: open.language, remark: open.remark, line: open.line, text: open.lines.join("\n") });
      open = undefined;
    } else if (open !== undefined) {
      open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
    }
  });
  if (open !== undefined) throw new Error(`a block opened in line ${open.line} is not closed`);
  return fences;
}

/** A page without its fenced blocks. */
export function proseOf(page: string): string {
  return page.replace(/^\s*```[\s\S]*?^\s*```\s*$/gm, "");
}

/** The command lines of a block; a line that ends in a backslash goes on in the next. */
export function commandsOf(text: string): string[] {
  return text
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
