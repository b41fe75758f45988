import './played-modules';
import { contractRemedies } from './contract-remedies';
import { testRemedies } from './test-remedies';

testRemedies(contractRemedies);
