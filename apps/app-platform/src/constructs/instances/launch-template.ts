import { launchTemplateName, type NameScope } from '@bulkhead/naming';
import { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import { Fn } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface LaunchTemplateProps {
  readonly nameScope: NameScope;
  /** Id of the machine image, Amazon Linux 2023. */
  readonly imageId: string;
  readonly instanceType: string;
  readonly volumeGiB: number;
  readonly volumeKeyArn: string;
  readonly instanceProfileArn: string;
  readonly securityGroupId: string;
  /** The script that an instance runs when it first starts. */
  readonly userData: string;
  /** Tags of the instances and volumes; CloudFormation tags only what it makes itself. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What an instance is: its image and size, an encrypted volume, and credentials for requests with a token only. */
export class LaunchTemplate extends Construct {
  readonly launchTemplate: CfnLaunchTemplate;

  constructor(scope: Construct, id: string, props: LaunchTemplateProps) {
    super(scope, id);
    const { nameScope } = props;
    const name = launchTemplateName(nameScope, 'app-platform');
    const tags = Object.entries({ Name: name, ...props.tags }).map(([key, value]) => ({ key, value }));
    this.launchTemplate = new CfnLaunchTemplate(this, 'Template', {
      launchTemplateName: name,
      launchTemplateData: {
        imageId: props.imageId,
        instanceType: props.instanceType,
        iamInstanceProfile: { arn: props.instanceProfileArn },
        userData: Fn.base64(props.userData),
        ebsOptimized: true,
        // A figure a minute, not one in five: what scaling acts on.
        monitoring: { enabled: true },
        // One hop: the instance itself, and no container behind a network of its own.
        metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
        networkInterfaces: [
          {
            deviceIndex: 0,
            associatePublicIpAddress: false,
            groups: [props.securityGroupId],
            deleteOnTermination: true,
          },
        ],
        blockDeviceMappings: [
          {
            // The root of Amazon Linux 2023.
            deviceName: '/dev/xvda',
            ebs: {
              volumeType: 'gp3',
              volumeSize: props.volumeGiB,
              encrypted: true,
              kmsKeyId: props.volumeKeyArn,
              deleteOnTermination: true,
            },
          },
        ],
        tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
          resourceType,
          tags,
        })),
      },
      tagSpecifications: [{ resourceType: 'launch-template', tags }],
    });
  }
}
