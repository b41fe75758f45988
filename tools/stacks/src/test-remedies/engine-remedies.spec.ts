import './played-modules';
import { engineRemedies } from './engine-remedies';
import { testRemedies } from './test-remedies';

testRemedies(engineRemedies);
