import { type DeletionPolicy } from '../model/policy-resource';
import { type Body } from './configuration';
import { type Shape } from './shapes';

/** A property that an attribute becomes; a dot in the name leads into a nested property. */
export interface Property {
  readonly name: string;
  readonly shape: Shape;
  /** What a block becomes, for those who look at the tables. @default not a block */
  readonly nested?: Properties;
}

/** An attribute that says nothing of what CloudFormation's type describes. */
export interface Without {
  readonly without: string;
}

/** What becomes of an attribute: a property of that name and the same value, one or more of another shape, or none. */
export type Target = string | Property | readonly Property[] | Without;
export type Properties = Readonly<Record<string, Target>>;

/** What a reference to an attribute becomes: a reference to the mapped resource, or the value of an attribute. */
export type Attribute =
  | { readonly ref: true }
  | { readonly getAtt: string }
  | { readonly sameAs: string }
  | { readonly terraformOnly: string };
export type Attributes = Readonly<Record<string, Attribute>>;

interface Mapped {
  readonly properties: Properties;
  /** By path without indexes, such as `master_user_secret.secret_arn`; an attribute that is set needs no entry. */
  readonly attributes: Attributes;
  /** What Terraform's provider takes where an attribute is not set and CloudFormation takes something else. @default none */
  readonly defaults?: Body;
}

/** A Terraform type that is a CloudFormation type. */
export interface ResourceMapping extends Mapped {
  readonly counterpart: 'resource';
  readonly type: string;
  /** The property that holds the tags, and whether as a list of `Key` and `Value` or as a map. @default cannot be tagged */
  readonly tags?: { readonly property: string; readonly as: 'list' | 'map' };
  /** What becomes of it on deletion where Terraform lets it be deleted. @default 'Delete' */
  readonly deletionPolicy?: (body: Body) => DeletionPolicy;
}

/** A Terraform type of its own that is part of a resource in CloudFormation. */
export interface PartMapping extends Mapped {
  readonly counterpart: 'part';
  /** The attribute that refers to the resource that it is part of. */
  readonly of: string;
  /** The list of which it is an item. @default its properties are the resource's own */
  readonly itemOf?: string;
  /** The type of that resource, where it may be one of another stack. @default it has to be in the same stack */
  readonly elsewhere?: string;
}

/** A Terraform type that CloudFormation has no word for. */
export interface NoCounterpart {
  readonly counterpart: 'none';
  /** Why nothing is lost when rules do not see it. */
  readonly reason: string;
  readonly attributes: Attributes;
}

export type Mapping = ResourceMapping | PartMapping | NoCounterpart;
export type MappingTable = Readonly<Record<string, Mapping>>;

/** The attribute that CloudFormation's `Ref` returns. */
export const ref: Attribute = { ref: true };

/** The attribute that CloudFormation's `Fn::GetAtt` returns under a name. */
export const getAtt = (name: string): Attribute => ({ getAtt: name });

/** An attribute that Terraform alone returns: in the model a text made of a reference and a name, which CloudFormation has none for. */
export const terraformOnly = (name: string): Attribute => ({ terraformOnly: name });

/** The attribute that has the value of another one, which is set. */
export const sameAs = (attribute: string): Attribute => ({ sameAs: attribute });

/** An attribute that is of no consequence to CloudFormation's description. */
export const without = (reason: string): Without => ({ without: reason });

/** A block of nearly every type. */
export const timeouts = { timeouts: without('how long Terraform waits') };

/** Attributes of which the property has the same name, in upper camel case, and the same value. */
export function alike(...attributes: readonly string[]): Record<string, string> {
  return Object.fromEntries(attributes.map((attribute) => [attribute, upperCamelCase(attribute)]));
}

/** `cidr_block` as `CidrBlock`. */
export function upperCamelCase(attribute: string): string {
  return attribute.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

type ResourceOptions = Partial<Omit<ResourceMapping, 'counterpart' | 'type' | 'properties'>>;

/** A mapping to a CloudFormation type. `id` is what `Ref` returns unless `attributes` says otherwise. */
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

/** A mapping to properties of the resource that an attribute refers to; `id` is that attribute. */
export function partOf(of: string, properties: Properties, options: PartOptions = {}): PartMapping {
  return {
    counterpart: 'part',
    of,
    properties,
    ...options,
    attributes: { id: sameAs(of), ...options.attributes },
  };
}

/** A type without counterpart, with the reason why rules need not see it. */
export function noCounterpart(reason: string, attributes: Attributes = {}): NoCounterpart {
  return { counterpart: 'none', reason, attributes };
}

/** Tags as CloudFormation mostly wants them: a list of `Key` and `Value`. */
export const listOfTags = { property: 'Tags', as: 'list' } as const;
