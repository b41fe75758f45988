import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

/** What an alias record leads to. */
export interface AliasTarget {
  /** Host name. */
  readonly name: string;
  /** Hosted zone of that name. */
  readonly zoneId: string;
}

export interface AliasRecordProps {
  readonly zoneId: string;
  readonly name: string;
  /** The families of addresses that the target has. */
  readonly types: readonly ('A' | 'AAAA')[];
  readonly target: AliasTarget;
  /** Whether Route 53 asks for the health of the target. It cannot do so for a distribution. */
  readonly evaluateTargetHealth: boolean;
  /** Whether a record of somebody else with this name is replaced. */
  readonly takesOver: boolean;
  /** What has to be there first. */
  readonly after?: readonly ITerraformDependable[] | undefined;
}

/**
 * A name that leads to one target. Another target is another value of the same record, which Route 53 replaces at once,
 * so that the name never goes without an answer.
 */
export class AliasRecord extends Construct {
  /** The name, once its records are there. */
  readonly recordName: string;

  constructor(scope: Construct, id: string, props: AliasRecordProps) {
    super(scope, id);
    const { zoneId, name, types, target, evaluateTargetHealth, takesOver, after } = props;
    const [first] = types.map((type) => {
      return new Route53Record(this, type.toLowerCase(), {
        zoneId,
        name,
        type,
        alias: { ...target, evaluateTargetHealth },
        ...(takesOver && { allowOverwrite: true }),
        ...(after && { dependsOn: [...after] }),
      });
    });
    this.recordName = first?.name ?? name;
  }
}
