import { type Place, type Role } from '../model/routing';
import { Unfit } from '@bulkhead/errors';
import { type SynthesizedEnvironment, type SynthesizedTemplate } from './synthesized-environment';

type Body = Readonly<Record<string, unknown>>;

interface TerraformJson {
  readonly provider?: { readonly aws?: readonly { readonly alias?: string; readonly region?: string }[] };
  readonly data?: Readonly<Record<string, Readonly<Record<string, Body>>>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Body>>>>;
}

/** A resource or data source that an expression names. */
export interface Reference {
  readonly kind: 'resource' | 'data';
  readonly type: string;
  readonly name: string;
  readonly attribute: string;
}

/** One resource or data source of a `cdk.tf.json`. */
export interface TerraformResource {
  /** Such as `aws_route53_record.origin-primary-a`. */
  readonly address: string;
  readonly type: string;
  readonly body: Body;
  /** Name of the region in which its provider works. */
  readonly region: string;
  /** The place of the environment that this region is. */
  readonly place: Place;
  /** What it refers to, in the same stack. @throws Unfit if that does not exist */
  readonly resolve: (reference: Reference) => TerraformResource;
}

/** All resources of a type in all CDKTF stacks, by address. */
export function resourcesOfType({ stacks }: SynthesizedEnvironment, type: string): TerraformResource[] {
  const places = placesOf(stacks);
  return stacks
    .filter(({ engine }) => engine === 'cdktf')
    .flatMap((stack) => new TerraformStack(stack, places).resources(type))
    .sort((one, other) => (one.address < other.address ? -1 : 1));
}

/** Which role each region of the environment has. */
export function placesOf(stacks: readonly SynthesizedTemplate[]): ReadonlyMap<string, Role> {
  return new Map(stacks.flatMap(({ role, region }) => (role === 'global' ? [] : [[region, role] as const])));
}

class TerraformStack {
  private readonly json: TerraformJson;

  constructor(
    private readonly stack: SynthesizedTemplate,
    private readonly places: ReadonlyMap<string, Role>,
  ) {
    this.json = stack.template as TerraformJson;
  }

  resources(type: string): TerraformResource[] {
    return Object.keys(this.json.resource?.[type] ?? {}).map((name) => this.find('resource', type, name));
  }

  private find(kind: Reference['kind'], type: string, name: string): TerraformResource {
    const body = this.json[kind]?.[type]?.[name];
    const address = `${kind === 'data' ? 'data.' : ''}${type}.${name}`;
    if (!body) throw new Unfit(`it refers to ${address}, which does not exist`);
    const region = this.regionOf(body);
    return {
      address,
      type,
      body,
      region,
      place: this.places.get(region) ?? 'elsewhere',
      resolve: (reference) => this.find(reference.kind, reference.type, reference.name),
    };
  }

  private regionOf({ provider }: Body): string {
    const [, alias] = typeof provider === 'string' ? provider.split('.') : [];
    const found = this.json.provider?.aws?.find((each) => each.alias === alias);
    return found?.region ?? this.stack.region;
  }
}

/** What an expression of Terraform refers to, in order. A text without an expression refers to nothing. */
export function referencesIn(text: string): Reference[] {
  return [...text.matchAll(/\$\{[^}]*\}/g)].flatMap(([expression]) =>
    [...expression.matchAll(/\b(data\.)?(aws_\w+)\.([\w-]+)\.(\w+)/g)].map(
      ([, data, type = '', name = '', attribute = '']): Reference => ({
        kind: data ? 'data' : 'resource',
        type,
        name,
        attribute,
      }),
    ),
  );
}

/** A block of a resource. CDKTF writes a block that may stand once as an object or as a list of one. */
export function blockOf(body: Body, name: string): Body | undefined {
  const block = body[name];
  return (Array.isArray(block) ? block[0] : block) as Body | undefined;
}

/** The blocks of a name that may stand several times. */
export function blocksOf(body: Body, name: string): readonly Body[] {
  const blocks = body[name];
  return (Array.isArray(blocks) ? blocks : blocks === undefined ? [] : [blocks]) as readonly Body[];
}

/** @throws Unfit if there is no such text */
export function textOf(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new Unfit(`it has no ${name}`);
  return value;
}

/** A number, which Terraform also reads from a text. @throws Unfit if it is no number */
export function numberOf(body: Body, name: string, otherwise?: number): number {
  const value = body[name] ?? otherwise;
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw new Unfit(`its ${name} is no number`);
  return number;
}

/** One of some words. @throws Unfit if it is another one */
export function wordOf<const Word extends string>(
  body: Body,
  name: string,
  words: readonly Word[],
  otherwise?: Word,
): Word {
  const value = body[name] ?? otherwise;
  const word = words.find((each) => each === value);
  if (word === undefined)
    throw new Unfit(`its ${name} is ${JSON.stringify(value)}; AWS knows ${words.join(', ')}`);
  return word;
}

/** @throws Unfit if it is no list of texts */
export function textsOf(body: Body, name: string): readonly string[] {
  const value = body[name] ?? [];
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string'))
    throw new Unfit(`its ${name} is no list`);
  return value as string[];
}
