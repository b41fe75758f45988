import { type Statement } from '../reading/policy-documents';
import { type Located } from '../reading/references';

/** A resource that works only if somebody may use a key. */
export interface KeyUse {
  readonly user: Located;
  readonly key: Located;
  /**
   * The service principal without region and domain, such as `logs`; for a service-linked role, the service behind it.
   */
  readonly service: string;
  /** Whether the service calls KMS as itself, in the name of its caller, or through its service-linked role. */
  readonly as: 'itself' | 'caller' | 'role';
  /** All actions that the service must be allowed, by their full names. */
  readonly actions: readonly string[];
  /** Condition keys on the encryption context that this use fulfils, in lower case. @default none */
  readonly contexts?: readonly string[];
  /** Whether the condition of a statement admits this resource. @default it does */
  readonly isMeant?: (statement: Statement) => boolean;
}
