package api_test

// computeRebootArgs is of another package.
type computeRebootArgs struct{}

var _ computeRebootArgs
