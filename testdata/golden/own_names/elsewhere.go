package api

// generatedElsewhere stands for what another generator writes.
type generatedElsewhere struct{}
