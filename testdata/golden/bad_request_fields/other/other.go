// Package other has a request that interfaces elsewhere take.
package other

// Request is the arguments of a method of package api.
type Request struct {
	//oslo:arg since=1.1 below=convert:older
	Size int `json:"size"`
}

func older(size int) (string, error) { return "", nil }
