import { Reader } from 'protobufjs/minimal';

/**
 * Fields of the message that have a schema for each type: of resources, of data sources and of ephemeral resources.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/docs/plugin-protocol/tfplugin5.8.proto, `GetProviderSchema.Response`
 */
const byType = new Set([2, 3, 8]);

/** In these maps of protobuf, the key is the first field of an entry. */
const key = 1;

interface Part {
  readonly bytes: Uint8Array;
  /** The type whose schema the part is. @default the part belongs to no type */
  readonly type?: string;
}

/**
 * What a provider answers when Terraform asks for its schema. The AWS provider describes 1,500 types in 5 MB. To write
 * and to read all of them takes most of the time of a Terraform command, and a stack has 20 types.
 */
export class ProviderSchema {
  private readonly parts: readonly Part[];

  /**
   * @param message `GetProviderSchema.Response` of Terraform's plugin protocol 5
   * @throws Error if the bytes are no such message
   */
  constructor(private readonly message: Uint8Array) {
    this.parts = partsOf(message);
  }

  /**
   * The same message without the schemas of other types. Everything else stays: the provider's own schema, its
   * functions and its capabilities.
   *
   * @param types such as `aws_vpc`. @default every type
   */
  of(types?: ReadonlySet<string>): Uint8Array {
    if (types === undefined) return this.message;
    const kept = this.parts.filter(({ type }) => type === undefined || types.has(type));
    return Buffer.concat(kept.map(({ bytes }) => bytes));
  }
}

function partsOf(message: Uint8Array): Part[] {
  const reader = Reader.create(message);
  const parts: Part[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    const [field, wireType] = [tag >>> 3, tag & 7];
    const type = byType.has(field) ? keyAt(Reader.create(message), reader.pos) : undefined;
    reader.skipType(wireType);
    parts.push({ bytes: message.subarray(start, reader.pos), type });
  }
  return parts;
}

/** The key of the map's entry that begins at a position. */
function keyAt(reader: Reader, position: number): string {
  reader.pos = position;
  reader.uint32();
  const field = reader.uint32() >>> 3;
  if (field !== key) throw new Error(`the schema of a type begins with field ${field} instead of its name`);
  return reader.string();
}
