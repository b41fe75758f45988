import { TestRefusal, xml } from './query-protocol';
import { type TestObject, type TestObjects } from './test-objects';

const bucketType = 'AWS::S3::Bucket';

/** S3 as far as buckets are looked at, filled, emptied and deleted, by path. */
export class TestS3 {
  constructor(private readonly objects: TestObjects) {}

  /** @throws TestRefusal as S3 refuses a call */
  answer(method: string, url: URL, body: string): string {
    const [, name = '', ...rest] = url.pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    const bucket = this.objects.find(bucketType, name);
    if (!bucket) throw new TestRefusal('NoSuchBucket', 'The specified bucket does not exist', 404);
    const { searchParams: asked } = url;
    if (asked.has('versions')) return versions(bucket);
    if (asked.has('delete')) return deleteObjects(bucket, body);
    if (asked.has('location')) return '<LocationConstraint></LocationConstraint>';
    if (asked.has('encryption'))
      throw new TestRefusal('ServerSideEncryptionConfigurationNotFoundError', 'none', 404);
    if (asked.has('list-type')) return listed(bucket, asked.get('prefix') ?? '');
    if (key) return object(bucket, method, key, body);
    if (method === 'DELETE') this.objects.delete(bucketType, name);
    return '';
  }
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
