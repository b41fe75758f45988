import * as ts from 'typescript';

/** Code that behaves differently on the emulator, with the explanation that its comment has after `@emulator`. */
export interface EmulatorBranch {
  /** Path of the source from the root of the workspace. */
  readonly file: string;
  readonly text: string;
}

/** A check for the emulator that no comment explains. */
export interface UnexplainedBranch {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/**
 * The places where a source checks whether the target is the emulator, with their explanations. An explanation is the
 * tag `@emulator` of the declaration around the check, or of a declaration around that. Resources that drift does not
 * look for on the emulator are included.
 */
export function emulatorBranches(
  file: string,
  text: string,
): { readonly explained: EmulatorBranch[]; readonly unexplained: UnexplainedBranch[] } {
  const explained = new Map<string, EmulatorBranch>();
  const unexplained: UnexplainedBranch[] = [];
  if (!/target|emulatorLacks/.test(text)) return { explained: [], unexplained };
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (asksForEmulator(node)) {
      const said = explanation(node);
      if (said === undefined) {
        unexplained.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
      } else explained.set(said, { file, text: said });
    }
    const lack = lackOf(node);
    if (lack !== undefined) explained.set(lack, { file, text: lack });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { explained: [...explained.values()], unexplained };
}

/** `environment.target === 'emulator'` or `'aws'`, in any order, negated or not. */
function asksForEmulator(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node)) return false;
  const { EqualsEqualsEqualsToken, ExclamationEqualsEqualsToken } = ts.SyntaxKind;
  if (![EqualsEqualsEqualsToken, ExclamationEqualsEqualsToken].includes(node.operatorToken.kind))
    return false;
  const sides = [node.left, node.right];
  return (
    sides.some((side) => ts.isStringLiteral(side) && ['aws', 'emulator'].includes(side.text)) &&
    sides.some((side) => /\btarget$/.test(side.getText()))
  );
}

/** A kind of resource that drift does not look for on the emulator: `emulatorLacks` beside the `name` of the kind. */
function lackOf(node: ts.Node): string | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const value = (name: string) => {
    const found = node.properties.find((each) => each.name?.getText() === name);
    const text = found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
    return text && ts.isStringLiteralLike(text) ? text.text : undefined;
  };
  const [name, lacks] = [value('name'), value('emulatorLacks')];
  return name === undefined || lacks === undefined
    ? undefined
    : `Drift does not look for an added ${name}: ${lacks}.`;
}

function explanation(node: ts.Node): string | undefined {
  for (let each: ts.Node | undefined = node; each; each = each.parent) {
    const tag = ts.getJSDocTags(each).find(({ tagName }) => tagName.text === 'emulator');
    if (tag) return (ts.getTextOfJSDocComment(tag.comment) ?? '').replace(/\s+/g, ' ').trim();
  }
  return undefined;
}
