package api

import oslo "github.com/oslogen/oslogen/runtime"

type transport = oslo.Transport
