import { type Answer, movedAt, type ScenarioAnswers } from '../answer/answer';
import { type Outcome, outcomeOf, type Share } from '../answer/outcome';
import { errorCodes, failoverMethods } from '../model/facts-of-aws';
import { type Origin, type Role, type Routing } from '../model/routing';
import { type Scenario } from '../scenario/scenario';
import { type Client, clientsOf } from './client';
import { answersTo, type DnsAnswer } from './dns';
import { healthOver, type KnownHealth } from './health';
import { type RegionState, regionStates, type Reply } from './region-state';
import { Timeline } from './timeline';

/**
 * What a scenario leads to for every kind of client, second by second, as late as AWS's documentation allows. The same
 * input gives the same answers.
 */
export function simulate(routing: Routing, scenario: Scenario): ScenarioAnswers {
  const states = regionStates(routing, scenario.events);
  const world: World = { routing, scenario, states, health: healthOver(routing, states) };
  const answers = clientsOf(routing).map((client) => ({ client, served: servedOver(world, client) }));
  return { scenario, answers, ...worstOf(scenario, answers) };
}

interface World {
  readonly routing: Routing;
  readonly scenario: Scenario;
  readonly states: ReadonlyMap<Role, Timeline<RegionState>>;
  readonly health: Timeline<KnownHealth>;
}

function worstOf({ leave }: Scenario, answers: readonly Answer[]): Pick<ScenarioAnswers, 'worstSeconds'> {
  if (!leave) return {};
  const seconds = answers.map((answer) => movedAt(answer, leave.region) - leave.from);
  return { worstSeconds: Math.max(0, ...seconds) };
}

function servedOver(world: World, client: Client): Timeline<Outcome> {
  const { asks, near } = client;
  if (asks.type === 'name') {
    const { resolverKeepsSeconds = 0 } = world.scenario;
    // A client of a load balancer speaks HTTPS, and so checks the certificate.
    const asked = { target: { type: 'name', name: asks.name }, secure: true } as const;
    return repliesOver(world, asked, near, resolverKeepsSeconds).map(outcomeOfReplies);
  }
  const { first, second, failoverStatusCodes } = asks.behaviour.origins;
  // CloudFront's own resolvers keep to the TTL, whatever the client's resolver does: the client's name always leads to
  // CloudFront.
  const firstReplies = repliesOver(world, first, near, 0);
  if (!second || !failoverMethods.includes(asks.method)) return firstReplies.map(outcomeOfReplies);
  const secondReplies = repliesOver(world, second, near, 0);
  return firstReplies.with(secondReplies, (tried, fallback) =>
    outcomeOfReplies(
      tried.flatMap((one) =>
        failsOver(one.reply, failoverStatusCodes)
          ? fallback.map((other) => ({ ...other, share: other.share * one.share }))
          : [one],
      ),
    ),
  );
}

/** The requests that one region gets, and what it answers. */
interface RegionReply {
  readonly region: Role;
  readonly by: Share['by'];
  readonly reply: Reply;
  readonly share: number;
}

/** What an origin, or a name that a client connects to, answers over time. */
function repliesOver(
  world: World,
  { target, secure }: Origin,
  near: Role,
  keepsSeconds: number,
): Timeline<readonly RegionReply[]> {
  const { routing, states, health } = world;
  const asked: Timeline<readonly DnsAnswer[]> =
    target.type === 'name'
      ? health
          .map((known) => answersTo(target.name, near, routing, known))
          .heldFor((answers) => Math.max(keepsSeconds, ...answers.map(({ ttlSeconds }) => ttlSeconds)))
      : Timeline.always([{ target, share: 1, ttlSeconds: 0 }]);
  const regions = [...states.keys()];
  const allStates = Timeline.combined([...states.values()], (all) => all);
  return asked.with(allStates, (answers, all) =>
    answers.map(({ target, share }) =>
      replyOf(target, share, secure, (region) => all[regions.indexOf(region)]),
    ),
  );
}

function replyOf(
  target: DnsAnswer['target'],
  share: number,
  secure: boolean,
  stateOf: (region: Role) => RegionState | undefined,
): RegionReply {
  if (target.type === 'distribution')
    throw new RangeError('A distribution has no distribution as its origin.');
  const { region, type: by } = target;
  const state = stateOf(region);
  if (!state) throw new RangeError(`There is no region ${region}.`);
  if (by === 'bucket') return { region, by, share, reply: state.bucket };
  // CloudFront and browsers refuse the certificate, where a health check does not look at it. "HTTP 502 status code (Bad
  // Gateway)", of the CloudFront Developer Guide.
  const isRefused = secure && state.certificate === 'expired';
  return { region, by, share, reply: isRefused ? 'unreachable' : state.loadBalancer };
}

/** CloudFront always fails over without a connection, and otherwise after the status codes that a group names. */
function failsOver(reply: Reply, statusCodes: readonly number[]): boolean {
  return (
    reply === 'unreachable' || (reply === 'errors' && errorCodes.every((code) => statusCodes.includes(code)))
  );
}

function outcomeOfReplies(replies: readonly RegionReply[]): Outcome {
  return outcomeOf(replies.map(({ reply, ...where }) => ({ ...where, isServed: reply === 'serves' })));
}
