import { privateRepositoryOf, pullImage } from './private-image';
import {
  type Attributes,
  ec2Asg,
  ecsEc2,
  joined,
  type Overrides,
  permissionsOf,
  propertiesOf,
  roleOf,
  synthesize,
  withSettings,
} from '../synthesized-service';

const registry = '210987654321.dkr.ecr.eu-west-1.amazonaws.com';
const digest = `sha256:${'0'.repeat(64)}`;

describe('the ECR repository of an image', () => {
  test.each([
    [`${registry}/app:1.2`, 'app'],
    [`${registry}/team/app@${digest}`, 'team/app'],
  ])('%s is in a repository of ECR', (image, name) => {
    expect(privateRepositoryOf(image)).toEqual({
      registry,
      region: 'eu-west-1',
      repositoryArn: `arn:aws:ecr:eu-west-1:210987654321:repository/${name}`,
    });
  });

  test.each([
    'public.ecr.aws/nginx/nginx:1.28.0',
    'nginx:1.28.0',
    'registry.example/app:2.1',
    `${registry}.example/app:1.2`,
  ])('%s is not in ECR and needs no statement', (image) => {
    expect(privateRepositoryOf(image)).toBeUndefined();
    expect(pullImage(image)).toEqual([]);
  });
});

describe.each<[string, (over: object) => Overrides, string]>([
  ['fargate', withSettings, 'execution'],
  ['ecs-ec2', ecsEc2, 'execution'],
  ['ec2-asg', ec2Asg, 'instance'],
])('P4.4: an image on %s', (_, overrides, role) => {
  const mayOf = (image: string) =>
    permissionsOf(roleOf(synthesize(overrides({ image })), role)).filter(({ Action }) =>
      JSON.stringify(Action).includes('ecr:'),
    );

  test(`in a private repository is pulled by the ${role} role, from that repository alone`, () => {
    expect(mayOf(`${registry}/team/app:1.2`)).toEqual([
      {
        Sid: 'LogInToRegistry',
        Effect: 'Allow',
        Action: 'ecr:GetAuthorizationToken',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      },
      {
        Sid: 'PullImage',
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: 'arn:aws:ecr:eu-west-1:210987654321:repository/team/app',
      },
    ]);
  });

  test('that is public gives no role access to a registry', () => {
    expect(mayOf('public.ecr.aws/nginx/nginx:1.28.0')).toEqual([]);
  });
});

describe('P2.2: on an instance', () => {
  const scriptOf = (image: string) =>
    joined(
      (
        propertiesOf(synthesize(ec2Asg({ image })), 'AWS::EC2::LaunchTemplate')[
          'LaunchTemplateData'
        ] as Attributes
      )['UserData'],
    );

  test('Docker logs in to the registry of a private image with the role of the instance', () => {
    const script = scriptOf(`${registry}/team/app:1.2`);
    expect(script).toMatch(/^dnf --assumeyes install .*\bamazon-ecr-credential-helper\b/m);
    expect(script).toContain('install -D -m 0600 /dev/null /root/.docker/config.json');
    expect(script).toContain(`"${registry}": "ecr-login"`);
    expect(script).toContain('Environment=HOME=/root');
  });

  test('Docker logs in to no registry for a public image', () => {
    expect(scriptOf('public.ecr.aws/nginx/nginx:1.28.0')).not.toMatch(/credential-helper|ecr-login/);
  });
});
