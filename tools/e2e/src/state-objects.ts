import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { parseEnvironment } from '@bulkhead/config';
import { stateBucketName, stateKey } from '@bulkhead/stack';
import { type AwsClients } from './aws-clients';

const environment = parseEnvironment(
  { name: 'local', preset: 'saas', account: '123456789012', target: 'emulator' },
  'local.json',
);

/** A Terraform state, as far as tests look at it and change it. */
export interface StateText {
  readonly lineage: string;
  readonly serial: number;
  readonly resources: readonly unknown[];
}

/** The Terraform state of one stack of `local`, as somebody with access to its bucket finds and harms it. */
export class StateObject {
  private readonly at: { readonly Bucket: string; readonly Key: string };

  constructor(
    private readonly aws: AwsClients,
    app: string,
    stack: string,
  ) {
    this.at = {
      Bucket: stateBucketName(environment, 'us-east-1'),
      Key: stateKey(environment, { role: 'primary', app, stack }),
    };
  }

  async read(VersionId?: string): Promise<StateText> {
    const { Body } = await this.aws.s3.send(new GetObjectCommand({ ...this.at, VersionId }));
    return JSON.parse((await Body?.transformToString()) ?? '') as StateText;
  }

  async write(state: StateText): Promise<void> {
    await this.aws.s3.send(new PutObjectCommand({ ...this.at, Body: JSON.stringify(state) }));
  }

  /** Deletes the object; its versions stay. */
  async delete(): Promise<void> {
    await this.aws.s3.send(new DeleteObjectCommand(this.at));
  }

  /** Deletes the object with everything that it ever was. */
  async deleteVersions(): Promise<void> {
    for (const VersionId of await this.versionIds())
      await this.aws.s3.send(new DeleteObjectCommand({ ...this.at, VersionId }));
  }

  private async versionIds(): Promise<string[]> {
    const { Bucket, Key: Prefix } = this.at;
    const { Versions = [], DeleteMarkers = [] } = await this.aws.s3.send(
      new ListObjectVersionsCommand({ Bucket, Prefix }),
    );
    return [...Versions, ...DeleteMarkers].flatMap(({ Key, VersionId }) =>
      Key === Prefix && VersionId ? [VersionId] : [],
    );
  }
}
