/** One resource in CloudFormation's words, whatever engine deploys it. */
export interface PolicyResource {
  /** Logical id in the model's template: letters and digits. */
  readonly logicalId: string;
  /** What a person looks for: the Terraform address, or the logical id in CDK's template. */
  readonly address: string;
  /** CloudFormation type, such as `AWS::S3::Bucket`. */
  readonly type: string;
  /**
   * CloudFormation properties. A reference is `{ Ref: logicalId }` or `{ 'Fn::GetAtt': [logicalId, attribute] }`,
   * a consumed parameter is `{ 'Bulkhead::Parameter': path }`, of another region than the stack's with
   * `'Bulkhead::Region'` beside it, and a policy document is an object.
   */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Terraform addresses of the resources that are part of this one in CloudFormation, such as a bucket's versioning. */
  readonly folded: readonly string[];
  /** What becomes of it when it leaves the stack. @default what CloudFormation does with its type */
  readonly deletionPolicy?: DeletionPolicy;
  /** Where it is, if its stack deploys to several regions. @default the region of its stack */
  readonly region?: string;
}

/** CloudFormation's answers to a resource that leaves its stack. */
export type DeletionPolicy = 'Delete' | 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';
