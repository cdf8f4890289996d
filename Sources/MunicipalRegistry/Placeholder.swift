// MunicipalRegistry
