/** The event that EventBridge passes to a function for a new object, as in its documentation. */
export interface SampleEvent {
  readonly detail: {
    readonly bucket: { readonly name: string };
    readonly object: { readonly key: string; readonly 'version-id'?: string };
  };
  readonly [field: string]: unknown;
}

export const sampleBucket = 'bulkhead-test-data-0a1b2c3d';
export const sampleVersion = 'IYV3p45BT0ac8hjHg1houSdS1a.Mro8e';
/** A typical key of an application, with content that must never be logged. */
export const sampleKey = 'patients/Jane Doe 1970-01-01/scan.pdf';

/**
 * S3 sends the same event for every kind of creation. `reason` has the kind.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function objectCreated(object: object = {}, reason = 'PutObject'): SampleEvent {
  return {
    version: '0',
    id: '17793124-05d4-b198-2fde-7ededc63b103',
    'detail-type': 'Object Created',
    source: 'aws.s3',
    account: '123456789012',
    time: '2026-11-24T12:00:00Z',
    region: 'us-east-1',
    resources: [`arn:aws:s3:::${sampleBucket}`],
    detail: {
      version: '0',
      'event-version': '1.0',
      bucket: { name: sampleBucket },
      object: {
        key: sampleKey,
        size: 5,
        etag: 'b1946ac92492d2347c6235b4d2611184',
        'version-id': sampleVersion,
        sequencer: '617f08299329d189',
        ...object,
      },
      'request-id': 'N4N7GDK58NMKJ12R',
      requester: '123456789012',
      'source-ip-address': '192.0.2.1',
      reason,
    } as SampleEvent['detail'],
  };
}

/** The event for a deleted object: deleted by a delete marker, or permanently. */
export function objectDeleted(type: 'Delete Marker Created' | 'Permanently Deleted'): SampleEvent {
  const event = objectCreated({}, 'DeleteObject');
  return {
    ...event,
    'detail-type': 'Object Deleted',
    detail: { ...event.detail, 'deletion-type': type } as SampleEvent['detail'],
  };
}

/** The same upload as a direct notification of S3, without EventBridge: the key is encoded. */
export const notification = {
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: '2026-11-24T12:00:00.000Z',
      eventName: 'ObjectCreated:Put',
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: sampleBucket, arn: `arn:aws:s3:::${sampleBucket}` },
        object: {
          key: 'patients/Jane+Doe+1970-01-01/scan.pdf',
          size: 5,
          eTag: 'b1946ac92492d2347c6235b4d2611184',
          versionId: sampleVersion,
          sequencer: '617f08299329d189',
        },
      },
    },
  ],
};
