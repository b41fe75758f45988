import { TestRefusal, xml } from './query-protocol';
import { bucketSettings, settingOf } from './test-bucket-settings';
import { type TestObject, type TestObjects } from './test-objects';

const bucketType = 'AWS::S3::Bucket';
const account = '123456789012';

/** A bucket of another account. */
export const ofAnotherAccount = { attributes: { owner: '999988887777' } };

/** S3 with the calls that create, inspect, configure, fill, empty and delete buckets, addressed by path. */
export class TestS3 {
  /** Operations that are refused, like operations without permission: `PutBucketPolicy`. */
  readonly refusals: Record<string, TestRefusal> = {};
  /** Operations on buckets that change something, in the order in which they were called. */
  readonly writes: string[] = [];
  /** How often somebody has checked whether a bucket exists. */
  looks = 0;

  /** @param elsewhere a bucket in another region, because all accounts and regions share the names */
  constructor(
    private readonly objects: TestObjects,
    private readonly region = 'us-east-1',
    private readonly elsewhere: (name: string) => TestObject | undefined = () => undefined,
  ) {}

  /** @throws TestRefusal as S3 refuses a call */
  answer(method: string, url: URL, body: string, expectedOwner?: string): string {
    const [, name = '', ...rest] = url.pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    const { searchParams: asked } = url;
    if (!name) return this.listBuckets(asked.get('prefix') ?? '');
    const bucket = this.objects.find(bucketType, name);
    const setting = Object.keys(bucketSettings).find((part) => asked.has(part));
    const operation = operationOf(method, key, setting, asked);
    if (method === 'PUT' && !key) this.writes.push(operation);
    if (operation === 'HeadBucket') this.looks++;
    const refusal = this.refusals[operation];
    if (refusal) throw refusal;
    if (operation === 'CreateBucket') return this.create(name, body);
    if (!bucket) throw new TestRefusal('NoSuchBucket', 'The specified bucket does not exist', 404);
    const { owner = account } = bucket.attributes;
    if (owner !== account || (expectedOwner !== undefined && expectedOwner !== owner))
      throw new TestRefusal('AccessDenied', 'Access Denied', 403);
    if (setting) return settingOf(bucket, setting, method, body);
    if (asked.has('versions')) return versions(bucket);
    if (asked.has('delete')) return deleteObjects(bucket, body);
    if (asked.has('location')) return '<LocationConstraint></LocationConstraint>';
    if (asked.has('list-type')) return listed(bucket, asked.get('prefix') ?? '');
    if (key) return object(bucket, method, key, body);
    if (method === 'DELETE') this.objects.delete(bucketType, name);
    return '';
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
  private create(name: string, body: string): string {
    const named = /<LocationConstraint>([^<]*)</.exec(body)?.[1];
    if (named !== (this.region === 'us-east-1' ? undefined : this.region))
      throw new TestRefusal('IllegalLocationConstraintException', `The location ${named} is wrong here.`);
    const found = this.objects.find(bucketType, name) ?? this.elsewhere(name);
    if (!found) {
      this.objects.put(bucketType, name);
      return '';
    }
    if ((found.attributes['owner'] ?? account) !== account)
      throw new TestRefusal('BucketAlreadyExists', 'The requested bucket name is not available.', 409);
    // us-east-1 reports no error for a bucket that exists already.
    if (this.region === 'us-east-1' && this.objects.find(bucketType, name)) return '';
    throw new TestRefusal('BucketAlreadyOwnedByYou', 'You already own it.', 409);
  }

  private listBuckets(prefix: string): string {
    const refusal = this.refusals['ListBuckets'];
    if (refusal) throw refusal;
    const own = this.objects.all.filter(
      ({ type, id, attributes }) =>
        type === bucketType && id.startsWith(prefix) && (attributes['owner'] ?? account) === account,
    );
    const listed = own.map(({ id }) => `<Bucket>${xml({ Name: id })}</Bucket>`);
    return `<ListAllMyBucketsResult><Buckets>${listed.join('')}</Buckets></ListAllMyBucketsResult>`;
  }
}

function operationOf(
  method: string,
  key: string,
  setting: string | undefined,
  asked: URLSearchParams,
): string {
  if (setting) return `${method === 'PUT' ? 'Put' : 'Get'}${bucketSettings[setting]?.name}`;
  const isPlain = !key && [...asked.keys()].every((name) => name === 'x-id');
  if (isPlain && method === 'PUT') return 'CreateBucket';
  return isPlain && method === 'HEAD' ? 'HeadBucket' : '';
}

function versions({ contents }: TestObject): string {
  const listed = contents.slice(0, 1000).map(({ key: Key, version: VersionId, isMarker }) => {
    const element = isMarker ? 'DeleteMarker' : 'Version';
    return `<${element}>${xml({ Key, VersionId })}</${element}>`;
  });
  return `<ListVersionsResult>${listed.join('')}</ListVersionsResult>`;
}

function deleteObjects(bucket: TestObject, body: string): string {
  const named = body.matchAll(/<Object><Key>([^<]*)<\/Key><VersionId>([^<]*)<\/VersionId><\/Object>/g);
  const wanted = new Set([...named].map(([, key, version]) => `${key} ${version}`));
  bucket.contents = bucket.contents.filter(({ key, version }) => !wanted.has(`${key} ${version}`));
  return '<DeleteResult></DeleteResult>';
}

function listed({ contents }: TestObject, prefix: string): string {
  const found = contents.filter(({ key, isMarker }) => key.startsWith(prefix) && !isMarker);
  const entries = found.map(({ key }) => `<Contents>${xml({ Key: key, Size: 1 })}</Contents>`);
  return `<ListBucketResult><KeyCount>${found.length}</KeyCount>${entries.join('')}</ListBucketResult>`;
}

function object(bucket: TestObject, method: string, key: string, body: string): string {
  const found = bucket.contents.find((entry) => entry.key === key && !entry.isMarker);
  if (method === 'PUT') {
    bucket.contents.push({ key, version: String(bucket.contents.length), isMarker: false, body });
    return '';
  }
  if (!found) throw new TestRefusal('NoSuchKey', 'The specified key does not exist.', 404);
  return found.body ?? '';
}
