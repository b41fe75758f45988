const Sequencer = require('@jest/test-sequencer').default;

/** The files that take minutes, longest first. A new one that is not named starts before those that take seconds. */
const longest = [
  'presets',
  'platform',
  'recover',
  'adoption',
  'interruption-terraform',
  'failures',
  'create-faults',
  'faults',
  'plans',
  'precision',
  'interruption-cloudformation',
  'synthesis',
  'policy',
  'network',
  'new-team',
  'dead-ends',
  'drift',
];
const seconds = ['requests', 'fault-proxy', 'changing-call', 'faulted-calls', 'waves'];

/** Starts what takes longest first, so that no worker is left alone with it, also where no earlier run tells the times. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const name = path.replace(/^.*\/|\.e2e\.ts$/g, '');
      if (seconds.includes(name)) return longest.length + 1;
      const place = longest.indexOf(name);
      return place < 0 ? longest.length : place;
    };
    return [...tests].sort((one, other) => rank(one) - rank(other));
  }
};
