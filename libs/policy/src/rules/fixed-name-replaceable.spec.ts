import { policyEnvironment, policyStack } from '../testing';
import { fixedNameReplaceable } from './fixed-name-replaceable';
import { ruleCases } from './rule-cases';

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

const environment = (resource: Resources, rest: object = {}) =>
  policyEnvironment([policyStack([], { engine: 'cdktf', source: JSON.stringify({ resource, ...rest }) })]);
const lifecycle = { create_before_destroy: true };
const group = (body: object) => ({ aws_db_parameter_group: { main: { family: 'postgres16', ...body } } });

ruleCases(fixedNameReplaceable, {
  compliant: {
    'a name that Terraform makes up': environment(group({ name_prefix: 'test-', lifecycle })),
    'a resource without a name': environment({
      aws_eip: { main: { domain: 'vpc', lifecycle } },
    }),
    'a named resource that depends on one': environment({
      aws_eip: { main: { lifecycle } },
      aws_kms_alias: { main: { name: 'alias/test', target_key_id: '${aws_eip.main.id}' } },
    }),
    'a further revision of a family': environment({
      aws_ecs_task_definition: { main: { family: 'test', lifecycle } },
    }),
  },
  nonCompliant: {
    'a parameter group with both': environment(group({ name: 'test-postgresql16', lifecycle })),
    'a name that is an expression': environment(group({ name: '${local.name}', lifecycle })),
    'a bucket with both': environment({ aws_s3_bucket: { main: { bucket: 'test', lifecycle } } }),
    'what such a resource depends on': environment({
      aws_launch_template: {
        main: { name_prefix: 'a', vpc_security_group_ids: ['${aws_security_group.app.id}'], lifecycle },
      },
      aws_security_group: { app: { name: 'test' } },
    }),
    'what it depends on by another one and a data source': environment(
      {
        aws_eip: { main: { instance: '${data.aws_instance.main.id}', lifecycle } },
        aws_subnet: { main: { vpc_id: 'vpc-1', depends_on: ['aws_iam_role.main'] } },
        aws_iam_role: { main: { name: 'test' } },
      },
      { data: { aws_instance: { main: { filter: [{ values: ['${aws_subnet.main.id}'] }] } } } },
    ),
    'what says otherwise, and is depended on': environment({
      aws_eip: { main: { depends_on: ['aws_iam_role.main'], lifecycle } },
      aws_iam_role: { main: { name: 'test', lifecycle: { create_before_destroy: false } } },
    }),
    'a route, which a table has once for each destination': environment({
      aws_route: { main: { route_table_id: 'rtb-1', destination_cidr_block: '0.0.0.0/0', lifecycle } },
    }),
  },
  notApplicable: {
    'a template of CDK': policyEnvironment([
      policyStack([], { source: '{"Description":"create_before_destroy"}' }),
    ]),
    'a stack in which nothing is created first': environment(group({ name: 'test' })),
  },
});

test('the message names the resource, the reason why it is created first, and the name', () => {
  const [result] = fixedNameReplaceable.evaluate(
    environment({
      aws_eip: { main: { depends_on: ['aws_iam_role.main'], lifecycle } },
      aws_iam_role: { main: { name: 'test' } },
    }),
  );

  expect(result?.message).toMatch(/^aws_iam_role\.main .* since aws_eip\.main depends on it .* name test: /);
});
