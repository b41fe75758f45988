import { createHash } from 'node:crypto';
import { testFolder } from '../test-folder';
import { assetBucket } from './test-aws';
import { type TestTemplate } from './test-stack';

/**
 * A cloud assembly of one stack, as CDK synthesizes it. The template is an asset, and the toolkit puts it into the
 * bucket of the bootstrap stack.
 *
 * @returns its folder; the template is `service.template.json`
 */
export function testAssembly(
  stackName: string,
  template: TestTemplate,
  terminationProtection: boolean,
): string {
  const body = JSON.stringify(template);
  const hash = createHash('sha256').update(body).digest('hex');
  const objectKey = `${hash}.json`;
  return testFolder({
    'service.template.json': body,
    'service.assets.json': {
      version: '36.0.0',
      files: {
        [hash]: {
          source: { path: 'service.template.json', packaging: 'file' },
          destinations: { here: { bucketName: assetBucket, objectKey, region: 'us-east-1' } },
        },
      },
      dockerImages: {},
    },
    'manifest.json': {
      version: '36.0.0',
      artifacts: {
        'service.assets': { type: 'cdk:asset-manifest', properties: { file: 'service.assets.json' } },
        service: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://123456789012/us-east-1',
          dependencies: ['service.assets'],
          properties: {
            templateFile: 'service.template.json',
            stackName,
            terminationProtection,
            stackTemplateAssetObjectUrl: `s3://${assetBucket}/${objectKey}`,
          },
        },
      },
    },
  });
}
