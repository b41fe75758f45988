import { type Statement } from '../reading/policy-documents';
import { type Located } from '../reading/references';

/** A resource that cannot work unless somebody may use a key. */
export interface KeyUse {
  readonly user: Located;
  readonly key: Located;
  /** First label of the service principal, such as `logs`; with `role`, the service behind a service-linked role. */
  readonly service: string;
  /** Whether the service calls KMS as itself, in the name of its caller, or through its service-linked role. */
  readonly as: 'itself' | 'caller' | 'role';
  /** Everything that it must be allowed, in full. */
  readonly actions: readonly string[];
  /** Condition keys on the encryption context, in lower case, which this use fulfils. @default none */
  readonly contexts?: readonly string[];
  /** Whether a statement's condition lets in this very resource. @default it does */
  readonly isMeant?: (statement: Statement) => boolean;
}
