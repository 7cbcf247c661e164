package oslo

// RuntimeSupportsGeneratedCodeV1 is named by every generated file, so that a file
// which needs another runtime does not compile, and the compiler's message says
// why. A change of what generated code uses adds a constant V2 here; V1 goes when
// the files that name it can no longer work.
const RuntimeSupportsGeneratedCodeV1 = true
