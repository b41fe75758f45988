import { lockedOperation } from './locked-operation';

test.each([
  ['apply -json plan.bin', 'OperationTypeApply'],
  ['apply -refresh-only -json', 'OperationTypeApply'],
  ['destroy -json', 'OperationTypeApply'],
  ['plan -json', 'OperationTypePlan'],
  ['import -no-color aws_vpc.a vpc-1', 'OperationTypeInvalid'],
  ['refresh', 'OperationTypeRefresh'],
  ['taint aws_vpc.a', 'taint'],
  ['untaint aws_vpc.a', 'untaint'],
  ['state push errored.tfstate', 'state-push'],
  ['state rm aws_vpc.a', 'state-rm'],
  ['state mv aws_vpc.a aws_vpc.b', 'state-mv'],
  ['plan -json -lock=false', undefined],
  ['state pull', undefined],
  ['show -json plan.bin', undefined],
  ['init -input=false', undefined],
  ['force-unlock -force 4711', undefined],
])('terraform %s takes the lock as %s', (command, operation) => {
  expect(lockedOperation(command.split(' '))).toBe(operation);
});
