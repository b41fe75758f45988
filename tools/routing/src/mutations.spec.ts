import { answerText } from './answer/answer';
import { readRouting } from './reading/read-routing';
import { type SynthesizedEnvironment } from './reading/synthesized-environment';
import { scenariosOf } from './scenario/scenario';
import { labelOf } from './simulation/client';
import { simulate } from './simulation/simulate';
import { type Body, type Shape, synthesizedShape, terraformOf } from './testing';

const failover: Shape = { policy: 'failover', cdn: false };
const latency: Shape = { policy: 'latency', cdn: true };
const weighted: Shape = { policy: 'weighted', cdn: false };

interface Mutation {
  readonly what: string;
  readonly shape: Shape;
  readonly change: (environment: SynthesizedEnvironment) => void;
  /** The scenarios that are answered differently, at least; or what the refusal says. */
  readonly found: readonly string[] | RegExp;
}

const resources = (
  environment: SynthesizedEnvironment,
  type: string,
  stack: 'routing' | 'edge' = 'routing',
) => terraformOf(environment, stack).resource[type] ?? {};

/** The A and AAAA records of a region. */
function records(environment: SynthesizedEnvironment, role: string): Body[] {
  return ['A', 'AAAA'].flatMap(
    (type) => resources(environment, 'aws_route53_record')[`${role}-${type}`] ?? [],
  );
}

function check(environment: SynthesizedEnvironment, name: string): Body {
  return resources(environment, 'aws_route53_health_check')[name] ?? {};
}

function distribution(environment: SynthesizedEnvironment): Body {
  return resources(environment, 'aws_cloudfront_distribution', 'edge')['edge'] ?? {};
}

/** Changes each record of a region in place. */
const eachRecord = (role: string, change: (record: Body) => void) => (environment: SynthesizedEnvironment) =>
  records(environment, role).forEach(change);

const mutations: readonly Mutation[] = [
  {
    what: 'the records of both regions lead to the load balancer of one',
    shape: failover,
    change: eachRecord('dr', ({ alias }) => {
      alias.name = alias.name.replace('consume-dr', 'consume-primary');
      alias.zone_id = alias.zone_id.replace('consume-dr', 'consume-primary');
    }),
    found: ['endpoint-down', 'region-down', 'switch-thrown'],
  },
  {
    what: 'the latency of a record is that of the other region',
    shape: latency,
    change: (environment) => {
      eachRecord(
        'primary',
        (record) => (record['latency_routing_policy'].region = 'eu-central-1'),
      )(environment);
      eachRecord('dr', (record) => (record['latency_routing_policy'].region = 'eu-west-1'))(environment);
    },
    found: ['zone-down', 'region-down'],
  },
  {
    what: 'the target of the alias is not evaluated',
    shape: failover,
    change: eachRecord('primary', ({ alias }) => (alias.evaluate_target_health = false)),
    found: ['no-healthy-targets', 'endpoint-down'],
  },
  {
    what: 'a name with a TTL of 3600 s stands in the place of the alias',
    shape: failover,
    change: (environment) => {
      for (const role of ['primary', 'dr']) {
        eachRecord(role, (record) => {
          Object.assign(record, { type: 'CNAME', records: [record['alias'].name], ttl: 3600 });
          delete record['alias'];
        })(environment);
        delete resources(environment, 'aws_route53_record')[`${role}-AAAA`];
      }
    },
    found: ['region-down', 'switch-thrown'],
  },
  {
    what: 'the check of the region is inverted',
    shape: failover,
    change: (environment) => (check(environment, 'region-primary')['invert_healthcheck'] = true),
    found: ['zone-down', 'endpoint-down'],
  },
  {
    what: 'the deep check is inverted',
    shape: weighted,
    change: (environment) => (check(environment, 'deep-primary')['invert_healthcheck'] = true),
    found: ['zone-down', 'deep-fault'],
  },
  {
    what: 'the check of the switch is inverted',
    shape: latency,
    change: (environment) => (check(environment, 'switch-primary')['invert_healthcheck'] = true),
    found: ['zone-down', 'switch-thrown'],
  },
  {
    what: 'the deep check is disabled',
    shape: failover,
    change: (environment) => (check(environment, 'deep-primary')['disabled'] = true),
    found: ['deep-fault', 'region-down', 'checkers-18.0'],
  },
  {
    what: 'ten failures in a row are needed',
    shape: failover,
    change: (environment) => (check(environment, 'deep-primary')['failure_threshold'] = 10),
    found: ['deep-fault', 'region-down'],
  },
  {
    what: 'the interval is 30 s',
    shape: latency,
    change: (environment) => (check(environment, 'deep-primary')['request_interval'] = 30),
    found: ['deep-fault', 'region-down'],
  },
  {
    what: 'the interval is 60 s',
    shape: failover,
    change: (environment) => (check(environment, 'deep-primary')['request_interval'] = 60),
    found: /deep-primary: its request_interval is 60 s/,
  },
  {
    what: 'the records of the primary region have no health check',
    shape: failover,
    change: eachRecord('primary', (record) => delete record['health_check_id']),
    found: ['deep-fault', 'region-down', 'switch-thrown', 'metrics-breaching'],
  },
  {
    what: 'the records of the DR region have no health check',
    shape: latency,
    change: eachRecord('dr', (record) => delete record['health_check_id']),
    found: ['dr-region-down'],
  },
  {
    what: 'the health check of a record does not exist',
    shape: failover,
    change: (environment) => delete resources(environment, 'aws_route53_health_check')['region-primary'],
    found: /primary-A: it refers to aws_route53_health_check\.region-primary, which does not exist/,
  },
  {
    what: 'the health check of a record is an id that somebody wrote',
    shape: failover,
    change: eachRecord(
      'primary',
      (record) => (record['health_check_id'] = 'abcdef11-2222-3333-4444-555555fedcba'),
    ),
    found: /primary-A: its health check abcdef11\S+ is none of the environment/,
  },
  {
    what: 'both regions have the health check of one',
    shape: failover,
    change: eachRecord(
      'primary',
      (record) => (record['health_check_id'] = '${aws_route53_health_check.region-dr.id}'),
    ),
    found: ['deep-fault', 'switch-thrown'],
  },
  {
    what: 'the hosted zone id of the alias is that of the other region',
    shape: latency,
    change: eachRecord(
      'primary',
      ({ alias }) => (alias.zone_id = alias.zone_id.replace('consume-primary', 'consume-dr')),
    ),
    found: /primary-A: its alias has the load balancer of region role primary and the hosted zone id of dr/,
  },
  {
    what: 'both records are primary',
    shape: failover,
    change: eachRecord('dr', (record) => (record['failover_routing_policy'].type = 'PRIMARY')),
    found: /two records of its name are PRIMARY, which Route 53 refuses/,
  },
  {
    what: 'primary and secondary are exchanged',
    shape: failover,
    change: (environment) => {
      eachRecord('primary', (record) => (record['failover_routing_policy'].type = 'SECONDARY'))(environment);
      eachRecord('dr', (record) => (record['failover_routing_policy'].type = 'PRIMARY'))(environment);
    },
    found: ['zone-down', 'region-down'],
  },
  {
    what: 'the record of the DR region is missing',
    shape: failover,
    change: (environment) => {
      for (const type of ['A', 'AAAA']) delete resources(environment, 'aws_route53_record')[`dr-${type}`];
    },
    found: ['endpoint-down', 'region-down'],
  },
  {
    what: 'the weight of the primary region is 0',
    shape: weighted,
    change: eachRecord('primary', (record) => (record['weighted_routing_policy'].weight = 0)),
    found: ['zone-down'],
  },
  {
    what: 'every weight is 0',
    shape: weighted,
    change: (environment) => {
      for (const role of ['primary', 'dr'])
        eachRecord(role, (record) => (record['weighted_routing_policy'].weight = 0))(environment);
    },
    found: ['zone-down'],
  },
  {
    what: 'one healthy child is enough',
    shape: failover,
    change: (environment) => (check(environment, 'region-primary')['child_health_threshold'] = 1),
    found: ['deep-fault', 'region-down', 'switch-thrown'],
  },
  {
    what: 'more healthy children are needed than there are',
    shape: latency,
    change: (environment) => (check(environment, 'region-primary')['child_health_threshold'] = 4),
    found: ['zone-down'],
  },
  {
    what: 'the switch is no child of the region',
    shape: failover,
    change: (environment) => {
      const region = check(environment, 'region-primary');
      region['child_healthchecks'].pop();
      region['child_health_threshold'] = 2;
    },
    found: ['switch-thrown', 'switch-in-grey-failure', 'switch-for-certificate'],
  },
  {
    what: 'the switch is kept in the region that it moves users out of',
    shape: failover,
    change: (environment) => {
      check(environment, 'switch-primary')['cloudwatch_alarm_region'] = 'eu-west-1';
      (resources(environment, 'aws_cloudwatch_metric_alarm')['switch-primary'] ?? {})['provider'] =
        'aws.primary';
    },
    found: ['switch-in-grey-failure'],
  },
  {
    what: 'one switch moves both regions',
    shape: failover,
    change: (environment) =>
      (check(environment, 'region-dr')['child_healthchecks'][2] =
        '${aws_route53_health_check.switch-primary.id}'),
    found: ['switch-thrown'],
  },
  {
    what: 'the health check looks for its alarm in another region',
    shape: failover,
    change: (environment) =>
      (check(environment, 'alarm-primary')['cloudwatch_alarm_region'] = 'eu-central-1'),
    found: /alarm-primary: it looks for its alarm in eu-central-1, and \S+service-primary is in eu-west-1/,
  },
  {
    what: 'missing data makes the region unhealthy',
    shape: latency,
    change: (environment) =>
      (check(environment, 'alarm-primary')['insufficient_data_health_status'] = 'Unhealthy'),
    found: ['metrics-missing'],
  },
  {
    what: 'a string is searched that the type of the check does not read',
    shape: failover,
    change: (environment) => (check(environment, 'deep-primary')['search_string'] = 'ok'),
    found: /deep-primary: its type is HTTPS, and it has a search_string/,
  },
  {
    what: 'a string is searched in the body, which takes longer',
    shape: failover,
    change: (environment) =>
      Object.assign(check(environment, 'deep-primary'), { type: 'HTTPS_STR_MATCH', search_string: 'ok' }),
    found: ['deep-fault', 'region-down'],
  },
  {
    what: 'the deep check asks the name that it moves',
    shape: failover,
    change: (environment) => (check(environment, 'deep-primary')['fqdn'] = 'www.example.com'),
    found: /deep-primary: it asks www\.example\.com, .* makes the status unpredictable/,
  },
  {
    what: 'the deep check asks the other region',
    shape: latency,
    change: (environment) => {
      const deep = check(environment, 'deep-primary');
      deep['fqdn'] = deep['fqdn'].replace('consume-primary', 'consume-dr');
    },
    found: ['deep-fault', 'region-down', 'dr-region-down'],
  },
  {
    what: 'IPv6 answers differently',
    shape: failover,
    change: (environment) => delete resources(environment, 'aws_route53_record')['dr-AAAA'],
    found: /www\.example\.com: its A and AAAA records say different things/,
  },
  {
    what: 'the API has an origin group',
    shape: latency,
    change: (environment) => {
      const edge = distribution(environment);
      edge['origin'].push(
        ...['primary', 'dr'].map((role) => ({
          ...edge['origin'][0],
          origin_id: `api-${role}`,
          domain_name: `\${data.aws_ssm_parameter.consume-${role}-loadBalancerDnsName.insecure_value}`,
        })),
      );
      edge['origin_group'].push({
        origin_id: 'api-group',
        failover_criteria: { status_codes: [500, 502, 503, 504] },
        member: ['primary', 'dr'].map((role) => ({ origin_id: `api-${role}` })),
      });
      edge['ordered_cache_behavior'][0].target_origin_id = 'api-group';
    },
    found: ['endpoint-down', 'region-down', 'switch-thrown'],
  },
  {
    what: 'the API has the load balancer of one region as its origin',
    shape: latency,
    change: (environment) =>
      (distribution(environment)['origin'][0].domain_name =
        '${data.aws_ssm_parameter.consume-primary-loadBalancerDnsName.insecure_value}'),
    found: ['endpoint-down', 'region-down', 'switch-thrown'],
  },
  {
    what: 'CloudFront asks the load balancer without TLS',
    shape: latency,
    change: (environment) =>
      (distribution(environment)['origin'][0].custom_origin_config.origin_protocol_policy = 'http-only'),
    found: ['certificate-expired'],
  },
  {
    what: 'the name of the origin has no record',
    shape: latency,
    change: (environment) => (distribution(environment)['origin'][0].domain_name = 'orgin.example.com'),
    found: /it leads to orgin\.example\.com, and no record answers for that name/,
  },
  {
    what: 'the public name has no record',
    shape: latency,
    change: (environment) => {
      for (const type of ['A', 'AAAA']) delete resources(environment, 'aws_route53_record')[`public-${type}`];
    },
    found:
      /www\.example\.com: the distribution has this name, and no record of the name leads to the distribution/,
  },
  {
    what: 'the record of the distribution asks for the health of it',
    shape: latency,
    change: eachRecord('public', ({ alias }) => (alias.evaluate_target_health = true)),
    found: /public-A: it asks for the health of a distribution, which Route 53 refuses/,
  },
  {
    what: 'a stack reads the load balancer of another environment',
    shape: failover,
    change: (environment) => {
      const parameters = terraformOf(environment, 'routing').data['aws_ssm_parameter'] ?? {};
      (parameters['consume-dr-loadBalancerDnsName'] ?? {})['name'] =
        '/bulkhead/prod/app-platform/loadBalancerDnsName';
    },
    found: /reads \/bulkhead\/prod\/app-platform\/loadBalancerDnsName, which is no value of qa/,
  },
];

/** By scenario: all answers, or what the refusal says. */
function answersFor(environment: SynthesizedEnvironment): Record<string, string> | string {
  try {
    const routing = readRouting(environment);
    return Object.fromEntries(
      scenariosOf(routing).map((scenario) => [
        scenario.name,
        JSON.stringify(
          simulate(routing, scenario).answers.map((answer) => [labelOf(answer.client), answerText(answer)]),
        ),
      ]),
    );
  } catch (error) {
    expect(error).toMatchObject({ code: 'UnfitRouting' });
    return (error as Error).message;
  }
}

test('at least 15 records, checks and origins are broken, each in its own way', () => {
  expect(new Set(mutations.map(({ what }) => what)).size).toBe(mutations.length);
  expect(mutations.length).toBeGreaterThanOrEqual(15);
});

test.each(mutations)('P2.5 it is found that $what', ({ shape, change, found }) => {
  const sound = answersFor(synthesizedShape(shape));
  const broken = synthesizedShape(shape);
  change(broken);
  const answers = answersFor(broken);

  if (found instanceof RegExp) {
    expect(answers).toMatch(found);
    return;
  }
  if (typeof sound === 'string' || typeof answers === 'string') throw new Error(String(answers));
  const different = Object.keys(sound).filter((scenario) => sound[scenario] !== answers[scenario]);
  expect(different).toEqual(expect.arrayContaining([...found]));
});
