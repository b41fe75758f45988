type Attributes = Readonly<Record<string, unknown>>;

/**
 * A type that the provider creates in several steps, one of which may be missing without the next plan seeing it: to go
 * on with a resource that was not finished would then leave it so for ever.
 */
interface HalfCreated {
  /** The step, and why no plan sees that it is missing. */
  readonly reason: string;
  /** Whether what AWS returns shows that it was done. @default nothing does */
  readonly isWhole?: (object: Attributes) => boolean;
}

const isSet = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const isEmpty = (value: unknown): boolean => !isSet(value);

/**
 * The types of the adoption rules of which something may be missing unseen. Of every other type, provider 5.100.0 makes
 * one call, or reads back what each further call has set, so that the next deploy changes in place what is missing:
 * the rules and settings of a bucket, a log group's retention, the attributes of a VPC and a subnet, the parameters of a
 * group, the attachment of an internet gateway, the rotation of a key, a role's policies, the concurrency of a function.
 * Of a group that is imported or kept all the same, `default-rules.ts` has the deploy destroy the rule that is left.
 */
export const halfCreated: Readonly<Record<string, HalfCreated>> = {
  aws_security_group: {
    reason:
      'EC2 gives each new group a rule that lets everything out, which the provider then takes away; a configuration that says nothing of rules is not compared with it',
    isWhole: ({ egress }) => isEmpty(egress),
  },
  aws_default_security_group: {
    reason:
      'it is taken over and its rules are taken away one by one; a configuration that says nothing of rules is not compared with those that are left',
    isWhole: ({ ingress, egress }) => isEmpty(ingress) && isEmpty(egress),
  },
  aws_nat_gateway: {
    reason: 'one that failed is returned for an hour like one that works, and its state is not',
    isWhole: ({ network_interface_id: networkInterface }) => isSet(networkInterface),
  },
  aws_lambda_function: {
    reason:
      'a function that Lambda could not set up is returned like one that works: its state is not among the attributes',
  },
};
