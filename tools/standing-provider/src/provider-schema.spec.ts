import { Writer } from 'protobufjs/minimal';
import { ProviderSchema } from './provider-schema';

/** An entry of a map: the name of a type and its schema. */
function entry(writer: Writer, field: number, name: string): Writer {
  const schema = Writer.create().uint32(8).int64(1).finish();
  return writer
    .uint32((field << 3) | 2)
    .fork()
    .uint32(10)
    .string(name)
    .uint32(18)
    .bytes(schema)
    .ldelim();
}

/** A message with its own schema, two resources, a data source, a function, an ephemeral resource, in this order. */
function message(...names: string[]): Buffer {
  const writer = Writer.create().uint32(10).bytes(Buffer.from('own'));
  const field: Record<string, number> = { function: 7, data: 3, ephemeral: 8 };
  for (const name of names) entry(writer, field[name.split('.')[0] ?? ''] ?? 2, name.replace(/^\w+\./, ''));
  writer.uint32(50).bytes(Buffer.from([8, 1]));
  return Buffer.from(writer.finish());
}

const all = [
  'aws_vpc',
  'aws_subnet',
  'data.aws_vpc',
  'data.aws_region',
  'function.arn_parse',
  'ephemeral.aws_secret',
];
const schema = new ProviderSchema(message(...all));

test.each([
  ['resources and data sources of a name', ['aws_vpc'], ['aws_vpc', 'data.aws_vpc', 'function.arn_parse']],
  ['a data source', ['aws_region'], ['data.aws_region', 'function.arn_parse']],
  ['an ephemeral resource', ['aws_secret'], ['function.arn_parse', 'ephemeral.aws_secret']],
  ['no type', [], ['function.arn_parse']],
  ['a type that the provider does not have', ['aws_nothing'], ['function.arn_parse']],
])('keeps %s, and everything that belongs to no type', (_, types, kept) => {
  expect(Buffer.from(schema.of(new Set(types)))).toEqual(message(...kept));
});

test('is the whole message if no types are named', () => {
  expect(Buffer.from(schema.of())).toEqual(message(...all));
});

test.each([
  ['cut off', message(...all).subarray(0, -3)],
  [
    'without the name of a type',
    Buffer.from(
      Writer.create()
        .uint32(18)
        .bytes(Buffer.from([18, 0]))
        .finish(),
    ),
  ],
])('a message that is %s is refused', (_, bytes) => {
  expect(() => new ProviderSchema(bytes)).toThrow(/index out of range|begins with field 2/);
});
