import { type DeletionPolicy } from '../model/policy-resource';
import { type Body } from './configuration';
import { type Shape } from './shapes';

/** A property that an attribute becomes. A dot in the name leads into a nested property. */
export interface Property {
  readonly name: string;
  readonly shape: Shape;
  /** The properties of a block, for readers of the tables. @default not a block */
  readonly nested?: Properties;
}

/** An attribute that has no effect on CloudFormation's description of the resource. */
export interface Without {
  readonly without: string;
}

/**
 * The counterpart of an attribute: a property of that name and value, one or more properties of another shape, or none.
 */
export type Target = string | Property | readonly Property[] | Without;
export type Properties = Readonly<Record<string, Target>>;

/** The counterpart of a reference to an attribute: a reference to the mapped resource, or the value of an attribute. */
export type Attribute =
  | { readonly ref: true }
  | { readonly getAtt: string }
  | { readonly sameAs: string }
  | { readonly terraformOnly: string };
export type Attributes = Readonly<Record<string, Attribute>>;

interface Mapped {
  readonly properties: Properties;
  /** By path without indexes, such as `master_user_secret.secret_arn`. An attribute that is set needs no entry. */
  readonly attributes: Attributes;
  /** Defaults of Terraform's provider that differ from CloudFormation's defaults. @default none */
  readonly defaults?: Body;
}

/** A Terraform type that is a CloudFormation type. */
export interface ResourceMapping extends Mapped {
  readonly counterpart: 'resource';
  readonly type: string;
  /**
   * The property that holds the tags, as a list of `Key` and `Value` or as a map. @default the type cannot be tagged
   */
  readonly tags?: { readonly property: string; readonly as: 'list' | 'map' };
  /** What happens to the resource on deletion, if Terraform may delete it. @default 'Delete' */
  readonly deletionPolicy?: (body: Body) => DeletionPolicy;
}

/** A Terraform type that is part of another resource in CloudFormation. */
export interface PartMapping extends Mapped {
  readonly counterpart: 'part';
  /** The attribute that refers to the other resource. */
  readonly of: string;
  /** The list that gets this part as an item. @default the properties belong to the other resource itself */
  readonly itemOf?: string;
  /** The type of the other resource, if it may be in another stack. @default it must be in the same stack */
  readonly elsewhere?: string;
}

/** A Terraform type without a CloudFormation counterpart. */
export interface NoCounterpart {
  readonly counterpart: 'none';
  /** Why rules lose nothing if they do not see the resource. */
  readonly reason: string;
  readonly attributes: Attributes;
}

export type Mapping = ResourceMapping | PartMapping | NoCounterpart;
export type MappingTable = Readonly<Record<string, Mapping>>;

/** The attribute that CloudFormation's `Ref` returns. */
export const ref: Attribute = { ref: true };

/** The attribute that CloudFormation's `Fn::GetAtt` returns under a name. */
export const getAtt = (name: string): Attribute => ({ getAtt: name });

/** An attribute that only Terraform returns. The model has a text made of a reference and a name for it. */
export const terraformOnly = (name: string): Attribute => ({ terraformOnly: name });

/** An attribute with the value of another attribute, which is set. */
export const sameAs = (attribute: string): Attribute => ({ sameAs: attribute });

/** An attribute that does not matter for CloudFormation's description. */
export const without = (reason: string): Without => ({ without: reason });

/** A block of nearly every type. */
export const timeouts = { timeouts: without('how long Terraform waits') };

/** Attributes whose property has the same name, in upper camel case, and the same value. */
export function alike(...attributes: readonly string[]): Record<string, string> {
  return Object.fromEntries(attributes.map((attribute) => [attribute, upperCamelCase(attribute)]));
}

/** `cidr_block` as `CidrBlock`. */
export function upperCamelCase(attribute: string): string {
  return attribute.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

type ResourceOptions = Partial<Omit<ResourceMapping, 'counterpart' | 'type' | 'properties'>>;

/** A mapping to a CloudFormation type. `id` is the value of `Ref` unless `attributes` says otherwise. */
export function resource(
  type: string,
  properties: Properties,
  options: ResourceOptions = {},
): ResourceMapping {
  return {
    counterpart: 'resource',
    type,
    properties,
    ...options,
    attributes: { id: ref, ...options.attributes },
  };
}

type PartOptions = Partial<Omit<PartMapping, 'counterpart' | 'of' | 'properties'>>;

/** A mapping to properties of the resource that an attribute refers to. `id` is the value of that attribute. */
export function partOf(of: string, properties: Properties, options: PartOptions = {}): PartMapping {
  return {
    counterpart: 'part',
    of,
    properties,
    ...options,
    attributes: { id: sameAs(of), ...options.attributes },
  };
}

/** A type without a counterpart, with the reason why rules do not need it. */
export function noCounterpart(reason: string, attributes: Attributes = {}): NoCounterpart {
  return { counterpart: 'none', reason, attributes };
}

/** Tags in the usual CloudFormation form: a list of `Key` and `Value`. */
export const listOfTags = { property: 'Tags', as: 'list' } as const;
