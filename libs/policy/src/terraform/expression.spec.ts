import { parseTemplate } from './expression';

const literal = (value: unknown) => ({ kind: 'literal', value });
const reference = (...segments: string[]) => ({ kind: 'reference', segments });

test.each([
  ['text', literal('text')],
  ['', literal('')],
  ['${aws_vpc.regional_vpc-1.id}', reference('aws_vpc', 'regional_vpc-1', 'id')],
  ['${a.b.c[0].d}', reference('a', 'b', 'c', '0', 'd')],
  ['${a.b.c["x.y"]}', reference('a', 'b', 'c', 'x.y')],
  ['${ true }', literal(true)],
  ['${-1.5}', literal(-1.5)],
  ['$${aws:username}', literal('${aws:username}')],
  ['${a.b.arn}:*', { kind: 'template', parts: [reference('a', 'b', 'arn'), literal(':*')] }],
  [
    '${join(",", [a.b.id, "c"])}',
    {
      kind: 'call',
      name: 'join',
      arguments: [literal(','), { kind: 'list', items: [reference('a', 'b', 'id'), literal('c')] }],
    },
  ],
  [
    '${split(",", a.b)[1]}',
    {
      kind: 'index',
      of: { kind: 'call', name: 'split', arguments: [literal(','), reference('a', 'b')] },
      at: 1,
    },
  ],
  [
    '${jsonencode({"Version" = "1", Action: a.b})}',
    {
      kind: 'call',
      name: 'jsonencode',
      arguments: [
        {
          kind: 'object',
          entries: [
            ['Version', literal('1')],
            ['Action', reference('a', 'b')],
          ],
        },
      ],
    },
  ],
  [
    '${"quoted \\"${a.b}\\""}',
    { kind: 'template', parts: [literal('quoted "'), reference('a', 'b'), literal('"')] },
  ],
])('%s is read', (text, expected) => {
  expect(parseTemplate(text)).toEqual(expected);
});

test.each(['${a.b', '${a.*.b}', '%{ if a }b%{ endif }', '${a ? b : c}', '${a[b.c]}', '${1 + 2}'])(
  '%s is refused: the parser cannot read this syntax',
  (text) => {
    expect(() => parseTemplate(text)).toThrow(expect.objectContaining({ code: 'UnreadableExpression' }));
  },
);
