import { type Place, type Role, type Routing, type Target } from '../model/routing';
import { Unfit } from '@bulkhead/errors';
import { type Reference, referencesIn, type TerraformResource } from './terraform-json';

/** A value of a contract that a stack reads from SSM, and where it reads it. */
interface ContractValue {
  readonly contract: string;
  readonly key: string;
  readonly place: Place;
}

/** What host names lead to. */
export interface Names {
  readonly targets: TargetReader;
  readonly groups: Routing['groups'];
}

/** Reads host names of one environment: what they lead to, and in which region that is. */
export class TargetReader {
  /** @param environment name of the environment whose parameters may be read */
  constructor(private readonly environment: string) {}

  /**
   * What a host name leads to. The region of a load balancer is the region in which its name is read.
   *
   * @throws Unfit if the text is the name of nothing that is known
   */
  target(text: string, of: TerraformResource): Target {
    const [reference] = referencesIn(text);
    if (!reference) return { type: 'name', name: plainName(text) };
    if (reference.kind === 'data' && reference.type === 'aws_ssm_parameter')
      return targetOfValue(this.contractValue(reference, of));
    const found = of.resolve(reference);
    switch (reference.type) {
      case 'aws_cloudfront_distribution':
        return { type: 'distribution' };
      case 'aws_s3_bucket':
        return { type: 'bucket', region: servingRegion(found.place, found.address) };
      case 'aws_route53_record':
        return { type: 'name', name: plainName(String(found.body['name'])) };
      default:
        throw new Unfit(`it leads to ${found.address}, which serves nobody`);
    }
  }

  /** The region whose load balancers have a hosted zone id. @default undefined: the id is written out */
  regionOfZoneId(text: string, of: TerraformResource): Place | undefined {
    const reference = referencesIn(text).find(({ type }) => type === 'aws_ssm_parameter');
    return reference && this.contractValue(reference, of).place;
  }

  private contractValue(reference: Reference, of: TerraformResource): ContractValue {
    const { body, place, address } = of.resolve(reference);
    const [, environment, contract = '', key = ''] =
      /^\/bulkhead\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(String(body['name'])) ?? [];
    if (environment !== this.environment)
      throw new Unfit(`${address} reads ${String(body['name'])}, which is no value of ${this.environment}`);
    return { contract, key, place };
  }
}

/** Host names that stacks publish. Contracts of the edge say `distribution` in the name of the key or of the contract. */
function targetOfValue({ contract, key, place }: ContractValue): Target {
  const value = `${contract}/${key}`;
  if (value === 'app-platform/loadBalancerDnsName')
    return { type: 'load-balancer', region: servingRegion(place, value) };
  if (value === 'static-assets/bucketDomainName')
    return { type: 'bucket', region: servingRegion(place, value) };
  if (/^(edge\/.*domainName|.*distribution.*domainName)$/i.test(value)) return { type: 'distribution' };
  throw new Unfit(`it leads to the value ${value}, which is no host name that serves`);
}

function servingRegion(place: Place, what: string): Role {
  if (place === 'elsewhere')
    throw new Unfit(`it leads to ${what} of a region in which the environment does not serve`);
  return place;
}

/** A name without the dot at its end, in lower case, as DNS compares names. */
export function plainName(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}
