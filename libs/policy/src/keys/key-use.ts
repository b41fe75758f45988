import { type Statement } from '../reading/policy-documents';
import { type Located } from '../reading/references';

/** A resource that cannot work unless somebody may use a key. */
export interface KeyUse {
  readonly user: Located;
  readonly key: Located;
  /** The service principal up to region and domain, such as `logs`; of a service-linked role, the one behind it. */
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
