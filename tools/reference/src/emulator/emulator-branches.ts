import * as ts from 'typescript';

/** What a piece of code does otherwise on the emulator, as its comment says after `@emulator`. */
export interface EmulatorBranch {
  /** Path of the source from the root of the workspace. */
  readonly file: string;
  readonly text: string;
}

/** A condition on the emulator that no comment explains. */
export interface UnexplainedBranch {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/**
 * Where a source asks whether the target is the emulator, and what its comments say of it: the tag `@emulator` of the
 * declaration around the question, or of one around that. What drift does not look for there is among them.
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

/** `environment.target === 'emulator'` or `'aws'`, in any order and negated or not. */
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

/** What drift does not look for there: `emulatorLacks` beside the `name` of a kind of addition. */
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
