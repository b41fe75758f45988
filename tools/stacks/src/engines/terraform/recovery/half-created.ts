type Attributes = Readonly<Record<string, unknown>>;

/**
 * A type that the provider creates in several steps. One of the steps may be missing without the next plan seeing that:
 * to keep such an unfinished resource would leave it unfinished for ever.
 */
interface HalfCreated {
  /** The step, and why no plan sees that it is missing. */
  readonly reason: string;
  /** Whether the object in AWS shows that the step was done. @default nothing shows it */
  readonly isWhole?: (object: Attributes) => boolean;
}

const isSet = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const isEmpty = (value: unknown): boolean => !isSet(value);

/**
 * The types of the adoption rules of which something may be missing unseen. For every other type, provider 5.100.0
 * makes one call, or reads back the settings of each further call, so that the next deploy changes the missing parts in
 * place: the rules and settings of a bucket, a log group's retention, the attributes of a VPC and a subnet, the
 * parameters of a group, the attachment of an internet gateway, the rotation of a key, a role's policies, the
 * concurrency of a function. If a security group is imported or kept all the same, `default-rules.ts` lets the deploy
 * destroy the default rule.
 */
export const halfCreated: Readonly<Record<string, HalfCreated>> = {
  aws_security_group: {
    reason:
      'EC2 gives each new group a rule that allows all outbound traffic, and the provider then removes the rule; if the configuration does not mention rules, no plan compares them',
    isWhole: ({ egress }) => isEmpty(egress),
  },
  aws_default_security_group: {
    reason:
      'the provider takes the group over and removes its rules one by one; if the configuration does not mention rules, no plan finds the remaining ones',
    isWhole: ({ ingress, egress }) => isEmpty(ingress) && isEmpty(egress),
  },
  aws_nat_gateway: {
    reason:
      'for an hour, AWS returns a failed gateway like a working one, and the provider does not read its state',
    isWhole: ({ network_interface_id: networkInterface }) => isSet(networkInterface),
  },
  aws_lambda_function: {
    reason:
      'AWS returns a function that Lambda could not set up like a working one, and the provider does not read its state',
  },
};
