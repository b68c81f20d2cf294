/** The doors src/*.ts hold no code of their own, and package.json opens each. */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { doorsOf } from "../doors.mjs";
import { projectFiles } from "./files.mjs";
import { placeOf, syntaxOf } from "./syntax.mjs";

/** @param {string} root */
export function doorFaults(root) {
  const { exports } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  const unopened =
    JSON.stringify(exports) === JSON.stringify(doorsOf(root))
      ? []
      : ["package.json: exports are not the files of src/: node tools/doors.mjs"];
  const doors = projectFiles(root).filter((file) => /^src\/[^/]+\.ts$/.test(file));
  return [
    ...unopened,
    ...doors.flatMap((door) =>
      syntaxOf(root, door)
        .statements.filter((statement) => !opens(statement))
        .map((statement) => `${placeOf(statement)}: a door re-exports, or gives one object of calls; this is code: it belongs in a room`),
    ),
  ];
}

/** Whether a statement imports, re-exports, or exports an object whose members are a room's, or single calls. */
function opens(statement) {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) return true;
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.every(({ initializer }) => {
    const value = initializer !== undefined && ts.isAsExpression(initializer) ? initializer.expression : initializer;
    if (value === undefined || !ts.isObjectLiteralExpression(value)) return false;
    return value.properties.every(
      (member) =>
        ts.isShorthandPropertyAssignment(member) ||
        (ts.isSpreadAssignment(member) && ts.isIdentifier(member.expression)) ||
        (ts.isSpreadAssignment(member) && ts.isIdentifier(member.expression)) ||
        (ts.isPropertyAssignment(member) &&
          (ts.isIdentifier(member.initializer) || (ts.isArrowFunction(member.initializer) && !ts.isBlock(member.initializer.body)))),
    );
  });
}
