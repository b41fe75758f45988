import { type AdditionKind } from '../addition-kind';
import { askEach, whereThere } from '../asking';
import { canonicalDocument } from '../canonical-document';
import { items, text } from '../deployed-resource';

/** Inventories of buckets: regular lists of all objects in a bucket, written to any place that the inventory names. */
export const bucketInventories: AdditionKind = {
  name: 'inventory of a bucket',
  parents: {
    aws_s3_bucket: ({ physicalId }) => physicalId,
    'AWS::S3::Bucket': ({ physicalId }) => physicalId,
  },
  declares: {
    aws_s3_bucket_inventory: ({ attributes: a }) => [
      { parent: text(a['bucket']), content: `inventory ${text(a['name'])}` },
    ],
    'AWS::S3::Bucket': ({ physicalId, attributes }) =>
      items(attributes['InventoryConfigurations']).map(({ Id }) => ({
        parent: physicalId,
        content: `inventory ${text(Id)}`,
      })),
  },
  async list(buckets, services) {
    const { DeleteBucketInventoryConfigurationCommand, ListBucketInventoryConfigurationsCommand } =
      await import('@aws-sdk/client-s3');
    const client = await services.s3();
    return askEach(buckets, async (Bucket) => {
      const found = [];
      for (let ContinuationToken: string | undefined, more = true; more;) {
        const page = await whereThere(
          client.send(new ListBucketInventoryConfigurationsCommand({ Bucket, ContinuationToken })),
        );
        found.push(...(page?.InventoryConfigurationList ?? []));
        ContinuationToken = page?.NextContinuationToken;
        more = Boolean(page?.IsTruncated && ContinuationToken);
      }
      return found.map((inventory) => ({
        parent: Bucket,
        content: `inventory ${inventory.Id}`,
        detail: canonicalDocument(inventory.Destination ?? {}),
        remove: () =>
          client.send(new DeleteBucketInventoryConfigurationCommand({ Bucket, Id: inventory.Id })),
      }));
    });
  },
};
