import { type DeployedResource } from './deployed-resource';
import { type Services } from './services';

/**
 * One kind of children that are objects of their own, so that somebody can add one of them to a deployed object and no
 * engine sees it.
 */
export interface AdditionKind {
  /** One child, in words: `rule of a security group`. */
  readonly name: string;
  /**
   * What such children belong to, by Terraform and CloudFormation type: how `list` calls it. Undefined for a resource
   * that has no such children.
   */
  readonly parents: Readonly<Record<string, (resource: DeployedResource) => string | undefined>>;
  /** The children that a resource stands for, by Terraform and CloudFormation type. */
  readonly declares: Readonly<Record<string, Declares>>;
  /**
   * Attributes of a parent, by type, with which the engine itself compares the whole list of the children: where one of
   * them is set, an addition is a change that the engine reports.
   */
  readonly compared?: Readonly<Record<string, readonly string[]>>;
  /** Why the emulator cannot be asked, in words. @default it can */
  readonly emulatorLacks?: string;
  /**
   * The children that parents have in AWS, in as few calls as the service allows. A parent that is gone has none.
   *
   * @param parents as `parents` calls them, each once
   */
  list(parents: readonly string[], services: Services): Promise<Child[]>;
}

/** What a resource stands for; undefined where it is none of the children. */
export type Declares = (
  resource: DeployedResource,
  target: 'aws' | 'emulator',
) => readonly (Declared | undefined)[];

/** A declared child: by what it is, or by the id that AWS gave it. */
export type Declared = { readonly parent: string; readonly content: string } | { readonly id: string };

/** One child that AWS returned. */
export interface Child {
  readonly parent: string;
  /** What it is, for people and to compare with what is declared: `ingress tcp 5432 0.0.0.0/0`. */
  readonly content: string;
  /**
   * What else makes it this very child, such as the text of a policy; a function where it takes a call of its own, which
   * is made for what nobody declares. @default nothing
   */
  readonly detail?: unknown;
  /** Id that AWS gave it. @default it has none */
  readonly id?: string;
  /** Why AWS itself has put it there, in words. @default somebody else has */
  readonly byAws?: string;
  /** Deletes it. */
  readonly remove: () => Promise<unknown>;
}

/** A resource that is a child by the id that AWS gave it. */
export const byId: Declares = ({ physicalId }) => [{ id: physicalId }];
