import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { canonicalJson } from '@bulkhead/stack';
import { stackId } from '@bulkhead/stack/stack-id';
import { z } from 'zod';
import { type DeployRecord, recordDetails, recordSummary, type RecordSubject } from './record';

/** Version of the text. Earlier versions are read, later ones are refused. */
const version = 2;

/**
 * Size of one parameter in bytes: the standard tier of SSM, which costs nothing.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
 */
export const parameterBytes = 4_096;

/** Leaves room for the names of the parts and separators. A head without details is far smaller than a parameter. */
const partBytes = 4_000;

const head = recordSummary.extend({
  /** `recordDetails` as JSON, compressed with gzip, in Base64; or the names of the parameters that hold the pieces. */
  details: z.union([z.string(), z.array(z.string())]),
});

/** Version 1, which earlier versions of this tool wrote: everything in one piece. */
const firstVersion = recordSummary.omit({ of: true }).extend(recordDetails.shape);

/**
 * A record as text: the text of its own parameter, and further pieces by the end of their name. Most stacks have none.
 */
export interface RecordText {
  readonly head: string;
  readonly parts: ReadonlyMap<string, string>;
}

/**
 * A record as SSM stores it, whatever the size of the stack. Fields that a person looks for stay legible. The rest is
 * compressed, and cut into parts if it does not fit. A part is named after the content of the whole record, so that the
 * parts of the former record stay whole until the new head is written.
 */
export function recordText({
  files,
  consumed,
  published,
  publishedValues,
  ...summary
}: DeployRecord): RecordText {
  const packed = gzipSync(canonicalJson({ files, consumed, published, publishedValues })).toString('base64');
  const whole = headText(summary, packed);
  if (Buffer.byteLength(whole) <= parameterBytes) return { head: whole, parts: new Map() };
  const digest = createHash('sha256').update(packed).digest('hex').slice(0, 12);
  const parts = new Map(
    Array.from({ length: Math.ceil(packed.length / partBytes) }, (_, index): [string, string] => [
      `${digest}-${index + 1}`,
      packed.slice(index * partBytes, (index + 1) * partBytes),
    ]),
  );
  return { head: headText(summary, [...parts.keys()]), parts };
}

function headText(summary: z.infer<typeof recordSummary>, details: string | string[]): string {
  // Without line breaks, because they would count.
  return JSON.stringify(JSON.parse(canonicalJson({ version, ...summary, details })));
}

/**
 * A text that is no record of its stack, or that this version of the tool does not understand. Its message says why.
 */
export class UnreadableText extends Error {}

/** A record that a later version of this tool wrote. */
export class NewerText extends UnreadableText {
  constructor(
    found: number,
    /** Commit that the stack was deployed from, if the record has it in the place that this version knows. */
    readonly commit: string | undefined,
  ) {
    super(
      `it is of version ${found}, which a later version of Bulkhead has written; this one reads versions 1 to ${version}`,
    );
  }
}

/** Ends of the names of the parts that a head refers to. Empty if everything is in the head, or it cannot be read. */
export function partsOf(text: string): readonly string[] {
  try {
    const { details } = headOf(text);
    return Array.isArray(details) ? details : [];
  } catch {
    return [];
  }
}

/**
 * Parses a record.
 *
 * @param of the stack in whose place the text was found
 * @param parts texts of its parts, by the end of their name
 * @throws UnreadableText
 */
export function parseRecord(
  text: string,
  of: RecordSubject,
  parts: ReadonlyMap<string, string> = new Map(),
): DeployRecord {
  const content = jsonOf(text);
  if (versionOf(content) === 1) return { of, ...checked(firstVersion, content) };
  const { details, ...summary } = headOf(text);
  const { environment, role, app, stack } = summary.of;
  if (environment !== of.environment || role !== of.role || app !== of.app || stack !== of.stack)
    throw new UnreadableText(
      `it is the record of ${stackId({ app, stack, role })} in environment ${environment}`,
    );
  const pieces = Array.isArray(details) ? details.map((name) => parts.get(name)) : [details];
  if (pieces.includes(undefined)) throw new UnreadableText('a part of it is missing');
  return { ...summary, ...unpacked(pieces.join('')) };
}

function headOf(text: string): z.infer<typeof head> {
  const content = jsonOf(text);
  const found = versionOf(content);
  if (typeof found === 'number' && found > version) throw new NewerText(found, commitOf(content));
  if (found !== version) throw new UnreadableText('it does not say its version');
  return checked(head, content);
}

function versionOf(content: unknown): unknown {
  return z.object({ version: z.unknown() }).catch({ version: undefined }).parse(content).version;
}

function commitOf(content: unknown): string | undefined {
  const legible = z.object({ by: z.object({ commit: z.string().regex(/^[0-9a-f]{7,64}$/) }) });
  return legible.safeParse(content).data?.by.commit;
}

function checked<T>(shape: z.ZodType<T>, content: unknown): T {
  const parsed = shape.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UnreadableText(`${issue?.path.join('.')}: ${issue?.message}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableText('it is no JSON, or cut off');
  }
}

function unpacked(details: string): z.infer<typeof recordDetails> {
  try {
    return recordDetails.parse(JSON.parse(gunzipSync(Buffer.from(details, 'base64')).toString()));
  } catch {
    throw new UnreadableText('its details are cut off or broken');
  }
}
