import { testFolder } from '../../test-folder';
import { type EngineRequest } from '../engine';
import { parameterPaths, readTemplate } from './stack-template';

const requestFor = (template: object) =>
  ({
    synthesized: { directory: testFolder({ 'a.template.json': template }), template: 'a.template.json' },
  }) as unknown as EngineRequest;

test('the template is the file that was synthesized', () => {
  const template = { Resources: { Queue: { Type: 'AWS::SQS::Queue' } } };

  expect(readTemplate(requestFor(template))).toEqual(template);
});

test('only parameters that SSM resolves have a path', () => {
  const request = requestFor({
    Parameters: {
      Vpc: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/bulkhead/qa/network/vpcId' },
      Subnets: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/bulkhead/qa/network/subnets' },
      Plain: { Type: 'String', Default: '/not/a/path' },
      Name: { Type: 'AWS::SSM::Parameter::Name', Default: '/a/name' },
      WithoutDefault: { Type: 'AWS::SSM::Parameter::Value<String>' },
    },
  });

  expect(parameterPaths(request)).toEqual({
    Vpc: '/bulkhead/qa/network/vpcId',
    Subnets: '/bulkhead/qa/network/subnets',
  });
});

test('a template without parameters has none', () => {
  expect(parameterPaths(requestFor({ Resources: {} }))).toEqual({});
});
