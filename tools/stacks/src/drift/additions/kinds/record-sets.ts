import type {
  ListResourceRecordSetsCommandOutput,
  ResourceRecordSet,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { type AdditionKind, type Declares } from '../addition-kind';
import { askEach, whereThere } from '../asking';
import { canonicalDocument } from '../canonical-document';
import { text } from '../deployed-resource';

/** A name as Route 53 returns it, but without the final dot, and with a star instead of its octal code. */
const plainName = (name: unknown): string =>
  text(name).replace(/\.$/, '').replaceAll('\\052', '*').toLowerCase();

function recordContent(type: unknown, name: unknown, setIdentifier: unknown): string {
  const set = text(setIdentifier);
  return `${text(type)} ${plainName(name)}${set ? ` (${set})` : ''}`;
}

const ofTerraform: Declares = ({ attributes: a }) => [
  {
    parent: text(a['zone_id']),
    content: recordContent(a['type'], a['fqdn'] ?? a['name'], a['set_identifier']),
  },
];

/**
 * Record sets of hosted zones. For each name, type and identifier there is one set; its content is an attribute of it.
 */
export const recordSets: AdditionKind = {
  name: 'record set of a hosted zone',
  parents: {
    aws_route53_zone: ({ physicalId }) => physicalId,
    'AWS::Route53::HostedZone': ({ physicalId }) => physicalId,
  },
  declares: {
    aws_route53_record: ofTerraform,
    'AWS::Route53::RecordSet': ({ attributes: a }) => [
      {
        parent: text(a['HostedZoneId']),
        content: recordContent(a['Type'], a['Name'], a['SetIdentifier']),
      },
    ],
  },
  async list(zones, services) {
    const { ChangeResourceRecordSetsCommand } = await import('@aws-sdk/client-route-53');
    const client = await services.route53();
    return askEach(zones, async (HostedZoneId) => {
      const found = (await whereThere(setsOf(HostedZoneId, client))) ?? [];
      const apex = plainName(found.find(({ Type }) => Type === 'SOA')?.Name);
      return found.map((set) => ({
        parent: HostedZoneId,
        content: recordContent(set.Type, set.Name, set.SetIdentifier),
        detail: canonicalDocument({ alias: set.AliasTarget, records: set.ResourceRecords, TTL: set.TTL }),
        // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html: "Amazon Route 53 automatically
        // creates a name server (NS) record and a start of authority (SOA) record" for each zone.
        ...((set.Type === 'SOA' || (set.Type === 'NS' && plainName(set.Name) === apex)) && {
          byAws: 'the NS and SOA records of a zone',
        }),
        remove: () =>
          client.send(
            new ChangeResourceRecordSetsCommand({
              HostedZoneId,
              ChangeBatch: { Changes: [{ Action: 'DELETE', ResourceRecordSet: set }] },
            }),
          ),
      }));
    });
  },
};

/**
 * The sets of a zone, page by page. Three values say where the next page begins, and the SDK has no paginator for that.
 */
async function setsOf(HostedZoneId: string, client: Route53Client): Promise<ResourceRecordSet[]> {
  const { ListResourceRecordSetsCommand } = await import('@aws-sdk/client-route-53');
  const found: ResourceRecordSet[] = [];
  for (let next: object | undefined = {}; next;) {
    const page: ListResourceRecordSetsCommandOutput = await client.send(
      new ListResourceRecordSetsCommand({ HostedZoneId, ...next }),
    );
    found.push(...(page.ResourceRecordSets ?? []));
    next = page.IsTruncated
      ? {
          StartRecordName: page.NextRecordName,
          StartRecordType: page.NextRecordType,
          StartRecordIdentifier: page.NextRecordIdentifier,
        }
      : undefined;
  }
  return found;
}
