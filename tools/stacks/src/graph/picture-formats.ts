import { type PicturedArrow, type PicturedStack, type StackPicture } from './stack-picture';

/** Mermaid, which GitHub draws in Markdown. https://mermaid.js.org/syntax/flowchart.html */
export function mermaid({ regions, arrows }: StackPicture): string {
  return lines([
    'flowchart LR',
    ...regions.flatMap(({ name, stacks }) => [
      `  subgraph ${nodeOf(name)}["${name}"]`,
      ...stacks.map((stack) => `    ${nodeOf(stack.id)}["${labelOf(stack).join('<br>')}"]`),
      '  end',
    ]),
    // A dotted line for stacks that only follow each other: no value is passed.
    ...arrows.map(
      (arrow) =>
        `  ${nodeOf(arrow.from)} ${arrow.consumes.length > 0 ? '-->' : '-.->'}|${contractsOf(arrow)}| ${nodeOf(arrow.to)}`,
    ),
  ]);
}

/** The language of Graphviz. https://graphviz.org/doc/info/lang.html */
export function dot({ environment, regions, arrows }: StackPicture): string {
  return lines([
    `digraph "${environment}" {`,
    '  rankdir=LR;',
    '  node [shape=box];',
    ...regions.flatMap(({ name, stacks }) => [
      `  subgraph "cluster_${name}" {`,
      `    label="${name}";`,
      ...stacks.map((stack) => `    "${stack.id}" [label="${labelOf(stack).join('\\n')}"];`),
      '  }',
    ]),
    ...arrows.map(
      (arrow) =>
        `  "${arrow.from}" -> "${arrow.to}" [label="${contractsOf(arrow)}"${arrow.consumes.length > 0 ? '' : ', style=dashed'}];`,
    ),
    '}',
  ]);
}

/** JSON for other tools, in the shape of `StackPicture`. */
export function json(picture: StackPicture): string {
  return `${JSON.stringify(picture, null, 2)}\n`;
}

const lines = (all: readonly string[]) => `${all.join('\n')}\n`;

/** A name that Mermaid takes as a node: its ids may not contain a slash or an at sign. */
const nodeOf = (name: string) => name.replace(/[^a-z0-9]/g, '_');

const contractsOf = ({ consumes, follows }: PicturedArrow) =>
  [...consumes, ...follows.map((contract) => `after ${contract}`)].join(', ');

function labelOf({ id, state, since }: PicturedStack): string[] {
  const when = since?.replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC');
  if (state === undefined) return [id];
  if (state === 'deployed' || when === undefined) return [id, [state, when].filter(Boolean).join(' ')];
  return [id, `${state}, last deployed ${when}`];
}
