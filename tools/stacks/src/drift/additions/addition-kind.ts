import { type DeployedResource } from './deployed-resource';
import { type Services } from './services';

/** One kind of child objects. Somebody can add such a child to a deployed object, and no engine sees it. */
export interface AdditionKind {
  /** The name of one child: `rule of a security group`. */
  readonly name: string;
  /**
   * The objects that such children belong to, by Terraform and CloudFormation type, named as `list` needs them.
   * Undefined for a resource that has no such children.
   */
  readonly parents: Readonly<Record<string, (resource: DeployedResource) => string | undefined>>;
  /** The children that a resource declares, by Terraform and CloudFormation type. */
  readonly declares: Readonly<Record<string, Declares>>;
  /**
   * Attributes of a parent, by type, in which the engine itself compares the whole list of children. If the code sets
   * one of them, the engine reports an addition as a change.
   */
  readonly compared?: Readonly<Record<string, readonly string[]>>;
  /** Why the emulator cannot be asked, in words. @default it can */
  readonly emulatorLacks?: string;
  /**
   * Lists the children of parents in AWS, in as few calls as the service allows. A parent that is gone has none.
   *
   * @param parents as `parents` names them, each once
   */
  list(parents: readonly string[], services: Services): Promise<Child[]>;
}

/** The child that a resource declares. Undefined if it declares none of this kind. */
export type Declares = (
  resource: DeployedResource,
  target: 'aws' | 'emulator',
) => readonly (Declared | undefined)[];

/** A declared child, known by its content or by the id that AWS gave it. */
export type Declared = { readonly parent: string; readonly content: string } | { readonly id: string };

/** One child that AWS returned. */
export interface Child {
  readonly parent: string;
  /** The content, for people and for the comparison with declared children: `ingress tcp 5432 0.0.0.0/0`. */
  readonly content: string;
  /**
   * Further content of this child, such as the text of a policy. A function if it needs a call of its own; the call is
   * made only for children that nobody declares. @default nothing
   */
  readonly detail?: unknown;
  /** Id that AWS gave it. @default it has none */
  readonly id?: string;
  /** Why AWS itself made the child, in words. @default somebody else made it */
  readonly byAws?: string;
  /** Deletes the child. */
  readonly remove: () => Promise<unknown>;
}

/** Declares the child that has the resource's physical id. */
export const byId: Declares = ({ physicalId }) => [{ id: physicalId }];
