import { checkText } from "./arguments.ts";

/**
 * Whether a whole text fits a pattern in which `*` stands for any characters and nothing else is special.
 *
 * Domain: time grows with the product of the lengths at most, whatever the pattern is.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  checkText("pattern", pattern);
  checkText("text", text);
  let [at, star, resume] = [0, -1, 0];
  let read = 0;
  while (read < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      resume = read;
    } else if (at < pattern.length && pattern[at] === text[read]) {
      at++;
      read++;
    } else if (star >= 0) {
      // The last star takes one character more.
      at = star + 1;
      read = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
