/** One resource in CloudFormation's terms, whichever engine deploys it. */
export interface PolicyResource {
  /** Logical id in the model's template: letters and digits. */
  readonly logicalId: string;
  /** The name that a person searches for: the Terraform address, or the logical id in CDK's template. */
  readonly address: string;
  /** CloudFormation type, such as `AWS::S3::Bucket`. */
  readonly type: string;
  /**
   * CloudFormation properties. A reference is `{ Ref: logicalId }` or `{ 'Fn::GetAtt': [logicalId, attribute] }`. A
   * consumed parameter is `{ 'Bulkhead::Parameter': path }`, with `'Bulkhead::Region'` beside it if the parameter is in
   * another region than the stack. A policy document is an object.
   */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Terraform addresses of the resources that are part of this one in CloudFormation, such as a bucket's versioning. */
  readonly folded: readonly string[];
  /** What happens to the resource when it leaves the stack. @default CloudFormation's default for the type */
  readonly deletionPolicy?: DeletionPolicy;
  /** Region of the resource, if its stack deploys to several regions. @default the region of its stack */
  readonly region?: string;
}

/** CloudFormation's options for a resource that leaves its stack. */
export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';
