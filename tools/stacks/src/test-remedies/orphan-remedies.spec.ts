import './played-modules';
import { orphanRemedies } from './orphan-remedies';
import { testRemedies } from './test-remedies';

testRemedies(orphanRemedies);
