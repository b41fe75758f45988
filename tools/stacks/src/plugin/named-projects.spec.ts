import { namedProjects } from './named-projects';

test.each([
  ['nx run network:deploy', ['network']],
  ['nx run network:deploy:prod', ['network']],
  ['nx network:deploy -c prod', ['network']],
  ['nx deploy network -c prod', ['network']],
  ['nx run-many -t deploy -p network', ['network']],
  ['nx run-many -t deploy -p network,database -c prod', ['network', 'database']],
  ['nx run-many -t deploy -p network database -c prod', ['network', 'database']],
  ['nx run-many --projects=network -t deploy', ['network']],
  ['nx run-many --projects network --targets=deploy', ['network']],
  ['nx run-many -p=network -t deploy', ['network']],
  ['nx run-many -t deploy -c network --stack=database', []],
  ['nx run-many -t deploy,synth -c prod', []],
  ['nx affected -t deploy', []],
  ['nx run bulkhead:build', []],
])('%s names %j', (command, named) => {
  expect(namedProjects(['node', ...command.split(' ')])).toEqual(named);
});
