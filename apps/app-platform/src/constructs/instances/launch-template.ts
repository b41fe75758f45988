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
  /** The script that an instance runs at its first start. */
  readonly userData: string;
  /** Tags of the instances and volumes. CloudFormation tags only the resources that it creates itself. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The definition of an instance: its image and size, an encrypted volume, and credentials only for requests with a
 * token.
 */
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
        // One data point each minute instead of one every five minutes: scaling acts on these metrics.
        monitoring: { enabled: true },
        // One hop: the instance itself gets credentials. A container behind a network of its own does not.
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
            // The root volume of Amazon Linux 2023.
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
