import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { Construct } from 'constructs';

export interface HostedZoneProps {
  /** Name of the zone, without a dot at the end. */
  readonly zoneName: string;
  /** Id of a zone that exists already. @default the zone is created */
  readonly hostedZoneId?: string | undefined;
  /** The environment, for the comment of a created zone. */
  readonly environment: string;
  /** Whether Terraform refuses a plan that would delete a created zone, and so the delegation to it. */
  readonly isProtected: boolean;
}

/** The public hosted zone: created, or adopted by its id. An adopted zone is only read. */
export class HostedZone extends Construct {
  readonly zoneId: string;
  readonly nameServers: string[];

  constructor(scope: Construct, id: string, props: HostedZoneProps) {
    super(scope, id);
    const zone =
      props.hostedZoneId === undefined ? this.created(props) : this.adopted(props, props.hostedZoneId);
    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
  }

  private created({ zoneName, environment, isProtected }: HostedZoneProps): Route53Zone {
    return new Route53Zone(this, 'zone', {
      name: zoneName,
      comment: `Public names of Bulkhead environment ${environment}`,
      // In an unprotected environment, records that other stacks and people added go with the zone.
      forceDestroy: !isProtected,
      lifecycle: { preventDestroy: isProtected },
    });
  }

  /** Another zone than the configuration names would get the records, and nobody would find them. */
  private adopted({ zoneName }: HostedZoneProps, hostedZoneId: string): DataAwsRoute53Zone {
    return new DataAwsRoute53Zone(this, 'zone', {
      zoneId: hostedZoneId,
      lifecycle: {
        postcondition: [
          {
            condition: `\${trimsuffix(self.name, ".") == "${zoneName}"}`,
            errorMessage: `Hosted zone ${hostedZoneId} has another name than ${zoneName}. Correct hostedZoneId or zoneName in apps.cdn-dns.zone of the environment.`,
          },
          {
            condition: '${!self.private_zone}',
            errorMessage: `Hosted zone ${hostedZoneId} is private. Only a public zone answers users and ACM: correct apps.cdn-dns.zone.hostedZoneId of the environment.`,
          },
        ],
      },
    });
  }
}
