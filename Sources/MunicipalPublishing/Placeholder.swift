// MunicipalPublishing
