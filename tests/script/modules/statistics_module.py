# statistics: averages, spreads, relations, the normal distribution.
# needs-python: 3.13
import statistics as S
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
A=[1,2,3,4]; B=[1.5,2.5,2.5,2.75,3.25,4.75]; C=[0.1]*10; Dt=[27.5,30.25,30.25,34.5,41.75]
for d in (A,B,C,Dt,[1e308,1e308],[5],[True,False,True],[1,2.5]):
    for f in (S.mean,S.fmean,S.geometric_mean,S.harmonic_mean,S.median,S.median_low,S.median_high,S.mode,S.multimode,S.variance,S.pvariance,S.stdev,S.pstdev,S.quantiles): t(f,d)
for f in (S.mean,S.fmean,S.median,S.mode,S.variance,S.pvariance,S.stdev,S.pstdev,S.quantiles,S.geometric_mean,S.harmonic_mean,S.multimode): t(f,[])
t(S.median_grouped,[1,2,2,3,4,4,4,4,4,5]); t(S.median_grouped,[52,52,53,54],interval=2); t(S.fmean,[3,4,5],[1,2,3]); t(S.harmonic_mean,[40,60],weights=[5,30]); t(S.mean,['a']); t(S.harmonic_mean,[-1,2]); t(S.geometric_mean,[-1]); t(S.mode,'aabbb'); t(S.quantiles,A,n=10,method='inclusive'); t(S.quantiles,A,n=0); t(S.quantiles,A,method='x')
x=[1,2,3,4,5,6,7,8,9]; y=[1,2,3,1,2,3,1,2,3]; t(S.covariance,x,y); t(S.correlation,x,y); t(S.correlation,x,y,method='ranked'); t(S.linear_regression,x,y); t(S.linear_regression,x,y,proportional=True); t(S.covariance,x,[1]); t(S.correlation,[1,1],[1,2]); t(S.linear_regression,[1,1],[1,2])
n=S.NormalDist(100,15); print(n, n.pdf(110), n.cdf(120), n.inv_cdf(.25), n.inv_cdf(.999999), n.inv_cdf(1e-20), n.quantiles(5), n.zscore(130), n.overlap(S.NormalDist(110,12)), n+5, n+n, n*2, n/3, -n, 3-n, n==S.NormalDist(100,15), n.variance, n.samples(2,seed=3)); t(n.inv_cdf,2); t(S.NormalDist,1,-1); t(S.NormalDist.from_samples,B)
t(S.mean,[float('inf'),1]); t(S.mean,[float('nan'),1]); t(S.stdev,[1e-200,2e-200]); t(S.pstdev,[10**400,10**400+2]); t(S.variance,[0.1,0.2,0.3,1e10]); t(S.variance,B,S.mean(B))
# expect: 2.5
# expect: 2.5
# expect: 2.2133638394006434
# expect: 1.92
# expect: 2.5
# expect: 2
# expect: 3
# expect: 1
# expect: [1, 2, 3, 4]
# expect: 1.6666666666666667
# expect: 1.25
# expect: 1.2909944487358056
# expect: 1.118033988749895
# expect: [1.25, 2.5, 3.75]
# expect: 2.875
# expect: 2.875
# expect: 2.7121486566834387
# expect: 2.554798671040809
# expect: 2.625
# expect: 2.5
# expect: 2.75
# expect: 2.5
# expect: [2.5]
# expect: 1.16875
# expect: 0.9739583333333334
# expect: 1.0810874155219827
# expect: 0.986893273527251
# expect: [2.25, 2.625, 3.625]
# expect: 0.1
# expect: 0.1
# expect: 0.10000000000000002
# expect: 0.1
# expect: 0.1
# expect: 0.1
# expect: 0.1
# expect: 0.1
# expect: [0.1]
# expect: 0.0
# expect: 0.0
# expect: 0.0
# expect: 0.0
# expect: [0.1, 0.1, 0.1]
# expect: 32.85
# expect: 32.85
# expect: 32.49763865062098
# expect: 32.17152479611916
# expect: 30.25
# expect: 30.25
# expect: 30.25
# expect: 30.25
# expect: [30.25]
# expect: 31.01875
# expect: 24.815
# expect: 5.569447908006682
# expect: 4.981465647778774
# expect: [28.875, 30.25, 38.125]
# expect: 1e+308
# expect: OverflowError intermediate overflow in fsum
# expect: 1.0000000000000136e+308
# expect: 1e+308
# expect: inf
# expect: 1e+308
# expect: 1e+308
# expect: 1e+308
# expect: [1e+308]
# expect: 0.0
# expect: 0.0
# expect: 0.0
# expect: 0.0
# expect: [inf, inf, inf]
# expect: 5
# expect: 5.0
# expect: 4.999999999999999
# expect: 5
# expect: 5
# expect: 5
# expect: 5
# expect: 5
# expect: [5]
# expect: StatisticsError variance requires at least two data points
# expect: 0
# expect: StatisticsError stdev requires at least two data points
# expect: 0.0
# expect: [5, 5, 5]
# expect: 0.6666666666666666
# expect: 0.6666666666666666
# expect: 0.0
# expect: 0
# expect: True
# expect: True
# expect: True
# expect: True
# expect: [True]
# expect: 0.3333333333333333
# expect: 0.2222222222222222
# expect: 0.5773502691896257
# expect: 0.4714045207910317
# expect: [0.0, 1.0, 1.0]
# expect: 1.75
# expect: 1.75
# expect: 1.5811388300841898
# expect: 1.4285714285714286
# expect: 1.75
# expect: 1
# expect: 2.5
# expect: 1
# expect: [1, 2.5]
# expect: 1.125
# expect: 0.5625
# expect: 1.0606601717798212
# expect: 0.75
# expect: [0.625, 1.75, 2.875]
# expect: StatisticsError mean requires at least one data point
# expect: StatisticsError fmean requires at least one data point
# expect: StatisticsError no median for empty data
# expect: StatisticsError no mode for empty data
# expect: StatisticsError variance requires at least two data points
# expect: StatisticsError pvariance requires at least one data point
# expect: StatisticsError stdev requires at least two data points
# expect: StatisticsError pstdev requires at least one data point
# expect: StatisticsError must have at least one data point
# expect: StatisticsError Must have a non-empty dataset
# expect: StatisticsError harmonic_mean requires at least one data point
# expect: []
# expect: 3.7
# expect: 52.0
# expect: 4.333333333333333
# expect: 56.0
# expect: TypeError can't convert type 'str' to numerator/denominator
# expect: StatisticsError harmonic mean does not support negative values
# expect: StatisticsError ('No negative inputs allowed', -1)
# expect: 'b'
# expect: [1.3, 1.6, 1.9, 2.2, 2.5, 2.8, 3.1, 3.4, 3.7]
# expect: StatisticsError n must be at least 1
# expect: ValueError Unknown method: 'x'
# expect: 0.75
# expect: 0.31622776601683794
# expect: 0.31622776601683794
# expect: LinearRegression(slope=0.1, intercept=1.5)
# expect: LinearRegression(slope=0.3368421052631579, intercept=0.0)
# expect: StatisticsError covariance requires that both inputs have same number of data points
# expect: StatisticsError at least one of the inputs is constant
# expect: StatisticsError x is constant
# expect: NormalDist(mu=100.0, sigma=15.0) 0.02129653370149015 0.9087887802741321 89.88265374705878 171.30136463225634 -38.93510134697607 [87.37568149640629, 96.19979345296301, 103.80020654703699, 112.62431850359371] 2.0 0.6994013451218642 NormalDist(mu=105.0, sigma=15.0) NormalDist(mu=200.0, sigma=21.213203435596427) NormalDist(mu=200.0, sigma=30.0) NormalDist(mu=33.333333333333336, sigma=5.0) NormalDist(mu=-100.0, sigma=15.0) NormalDist(mu=-97.0, sigma=15.0) True 225.0 [89.30702391539015, 101.66641486501331]
# expect: StatisticsError p must be in the range 0.0 < p < 1.0
# expect: StatisticsError sigma must be non-negative
# expect: NormalDist(mu=2.875, sigma=1.0810874155219827)
# expect: inf
# expect: nan
# expect: 7.071067811865475e-201
# expect: 1.0
# expect: 2.4999999999e+19
# expect: 1.16875
